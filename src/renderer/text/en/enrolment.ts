/** English: joining a backend by a one-time code, and whether the program may be updated. */

export const enrol = {
  title: 'Enrolment', till: 'This till', not: 'No backend knows this till yet. Cash sells; wallets and cards wait for a technician’s code.', own: 'Enrolled at the backend that runs inside this till.', done: 'Enrolled. The backend knows this till by the key below.',
  shop: 'Shop', store: 'Store', name: 'Till', address: 'Address of the backend', since: 'Enrolled since', earlier: 'by an earlier version', keyId: 'Known as', fingerprint: 'Fingerprint of this till’s key', fingerprintHint: 'The key itself was made here and never leaves this machine.', backendPrint: 'Fingerprint of the backend’s key',
  join: 'Enrol by a one-time code', joinText: 'Whoever runs the backend makes the code. It is good once, and for a short while.', sameText: 'This till has sold and stays with its backend. A new code of that same backend binds this till’s key again, when it was lost or changed.',
  addressHint: 'https://…, or http://127.0.0.1:… on this machine', fixed: 'set in shop.json', code: 'One-time code', codeHint: 'made for store {{store}}', scan: 'Or scan the code’s QR with any scanner of this till.', otherScan: 'That was no enrolment code. Nothing was changed; scan the QR that came with the code.', enrol: 'Enrol this till', busy: 'Enrolling', joined: 'Enrolled as till {{till}} of store {{store}}.',
};

export const update = {
  title: 'Updating the program', may: 'Nothing waits. The program may be updated now.', mayNot: 'Not now: this version has to finish what waits first. An update is refused until then; selling goes on.',
  waits: { sale: 'a sale on the counter', charges_one: '{{count}} payment that is not decided', charges_other: '{{count}} payments that are not decided', refunds_one: '{{count}} refund under way', refunds_other: '{{count}} refunds under way', cards_one: '{{count}} encrypted card not forwarded yet', cards_other: '{{count}} encrypted cards not forwarded yet', unshipped_one: '{{count}} journal entry that the backend has not confirmed', unshipped_other: '{{count}} journal entries that the backend has not confirmed' },
  hint: 'An installer asks the same by “tillbook update-check” and stops while anything waits.',
};

export const enrolTrouble = {
  'enrol-address': 'That is no address of a backend: it begins with https://, or with http:// for this very machine. Nothing was changed; enter it again.',
  'enrol-address-fixed': 'This till’s backend is set in shop.json, and it is another one ({{address}}). Nothing was changed; change it there and start the till again.',
  'enrol-other-store': 'That code is for store {{store}}, and this till is of store {{own}}. Nothing was changed and the code is still good; use it there, or ask for one of this store.',
  'enrol-code-refused': 'The backend knows no such code for this store. Nothing was changed; check the code letter by letter, and that it was made for this store.',
  'enrol-code-used': 'That code was used already. Nothing was changed; ask for a new one: each enrols one till.',
  'enrol-code-expired': 'That code is too old. Nothing was changed; ask for a new one and enter it within its time.',
  'enrol-too-many': 'Too many wrong codes were tried for this store. Nothing was changed; wait a minute, then try again.',
  'enrol-clock': 'This machine’s clock is {{minutes}} minutes off the backend’s. Nothing was changed and the code is still good; set the clock, then try again.',
  'enrol-name-taken': 'The backend holds another ledger under this till’s name. Nothing was changed and the code is still good; go on with that ledger, or give this till another name in shop.json.',
  'enrol-elsewhere': 'This till has sold with another backend, which alone can refund and reverse what it took. Nothing was changed and the code is still good; start a till with an empty data folder to join this backend.',
  'enrol-unshipped': 'This till’s ledger belongs to another backend, and {{count}} entries are not there yet. Nothing was changed and the code is still good; let the line to the present backend come back first.',
  'enrol-unreachable': 'Nobody answers at that address ({{why}}). Nothing was changed and the code is still good; check the address and the network, then try again.',
  'enrol-no-backend': 'What answers at that address is no Tillbook backend. Nothing was changed here; check the address.',
  'enrol-no-answer': 'The backend’s answer got lost on the way. Try again with the same code: this till’s key may be bound already, and the code is good for it once more.',
};
