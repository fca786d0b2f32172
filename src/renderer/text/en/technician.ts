/** English: the technician's pages (devices, backend, journal, sandbox). */
import { bench, clinic, diagnosis, page, printer } from './benchPages.ts';
import { enrol, update } from './enrolment.ts';
import { setup } from './walletSetup.ts';
import { badge, wedge } from './wedgeLesson.ts';

export const technician = {
  badge, bench, clinic, diagnosis, enrol, page, printer, setup, update, wedge,
  pages: 'Pages', devices: 'Devices', backend: 'Backend', sandbox: 'Sandbox', refresh: 'Read again', stale: 'These are the last facts that were read. {{trouble}}',
  device: {
    title: 'Devices', noDriver: 'HID driver not loaded; only the virtual devices are listed', empty: 'No device is attached', emptyHint: 'Plug one in and read again. Scanners that act as a keyboard work without being listed.',
    state: { ready: 'Ready', present: 'Attached', 'no-permission': 'No permission', failed: 'Failed', opening: 'Opening', asks: 'Asks first', denied: 'Denied', 'not-answering': 'Does not answer', unplugged: 'Unplugged' },
    stateText: { ready: 'Works and is used by this till.', present: 'Not claimed by this till.', 'no-permission': 'This machine’s user may not open it. Give access to the device file, then read again.', failed: 'It could not be opened. Unplug it, plug it in again and read again.', opening: 'It is being opened.', asks: 'It behaves like a keyboard and was never seen here. Allow it only if you plugged it in yourself.', denied: 'It was denied and is not listened to.', 'not-answering': 'A call to it never came back. It is left alone until it is unplugged and plugged in again; selling goes on.', unplugged: 'It has a job here and is not attached. Plug it in; nothing needs a restart.' },
    virtual: 'Virtual',
  },
  service: {
    title: 'Backend and wallets', backend: 'Payment backend', embedded: 'Runs inside this till', remote: 'Runs on another machine', address: 'Address', engine: 'Database', version: 'Version', answer: 'Last answer', ms: '{{ms}} ms', none: 'none yet', connector: 'Connector', wallets: 'Wallets', program: 'This till', tillVersion: 'Tillbook', nodeVersion: 'Node',
    engineName: { pglite: 'PGlite, embedded', postgresql: 'PostgreSQL' },
    backendText: { ok: 'The backend answers. Wallet payments and shipping work.', slow: 'The backend answers slowly. Payments take longer; nothing is lost.', down: 'The backend does not answer. Cash sells on; wallet payments wait, and what is written is shipped later by itself.', unused: 'The backend has not been asked yet.' },
    walletText: { ok: '{{wallet}} answers.', slow: '{{wallet}} answers slowly. Cashiers see the customer confirming for longer.', down: '{{wallet}} does not answer. Its payments stay undetermined and are asked about again by themselves.', unused: '{{wallet}} is not used by this shop, or has not been asked yet.', off: '{{wallet}} is switched off for this shop.' },
  },
  journal: {
    title: 'Journal', head: 'Head', entry: 'Entry {{seq}}', entries: 'Entries', shipped: 'Confirmed by the backend', upTo: 'up to entry {{seq}}', unsynced: 'Still to be shipped', since: 'oldest since {{time}}', allShipped: 'everything is with the backend', synchronous: 'Synchronous', syncGood: 'Every sale is on the disk before the screen says so', syncBad: 'It must be FULL: a power cut could lose sales. Stop selling and call support.', sqlite: 'SQLite', file: 'File size', place: 'Data lies in', verify: 'Verify now', verifying: 'Verifying every entry', verifyText: 'Recomputes every entry’s proof from the first one and balances the books. Selling goes on meanwhile.',
    ok_one: '{{count, number}} entry verified at {{time}}: the chain is unbroken and the books balance.', ok_other: '{{count, number}} entries verified at {{time}}: the chain is unbroken and the books balance.', okBefore: 'Verified at {{time}}: the chain is unbroken and the books balance.', bad: 'Verification at {{time}} found a fault: {{message}}. Do not sell and delete nothing; restore from the copy.', never: 'Not verified since this till was started.',
    last: 'Last entries', seq: 'Entry', at: 'Time', kind: 'Kind', operator: 'By', hash: 'Proof', lastHint: 'kinds and proofs only, no sales figures', byTill: 'till', noEntries: 'Nothing has been written yet',
  },
  drill: { rotate: 'New device key', rotateHint: 'The present key vouches for the new one and ends with its first use.', rotated: 'The new key is in use.', title: 'Outage drill', isThere: 'The line to the payment backend is as it is. Cut it to see how this till sells on without it; phones keep their own line.', isCut: 'The line is cut for a drill. Nothing leaves this till until you let it come back; then what waits is settled by itself.', cut: 'Cut the line', mend: 'Let it come back' },
  backup: {
    title: 'Backups', make: 'Back up now', making: 'Copying and proving', good: 'The newest copy is of {{time}}. It was proved when it was made: its file is sound and its chain unbroken.', none: 'There is no copy yet. The first is made by itself within the hour, and one after each close of the day.', failed: 'The backup at {{failedAt}} could not be made, or its copy did not prove. The ledger is safe and selling goes on; see that the folder can be written and has room.', hint: 'Better on another disk (backupDir in shop.json). Now in', at: 'Made', upTo: 'Up to entry', proof: 'Proof',
  },
  box: {
    title: 'Sandbox', banner: 'This is the sandbox. It pretends to be the wallets and only moves practice money.', bannerHint: 'A change applies to the next charges, until it is changed again.', wallet: 'How {{wallet}} behaves', delay: 'Delay', seconds: 'seconds', delayHint: 'Up to 600 seconds.', apply: 'Apply', none: 'No sandbox wallet here', noneHint: 'The backend’s wallets are real ones, or the backend does not answer.',
    mode: { pay: 'Pay', confirm: 'Confirm', decline: 'Decline', silent: 'Silent', 'silent-paid': 'Silent, yet paid', late: 'Late', lie: 'Lie', down: 'Down' },
    modeText: { pay: 'Pays at once, or after the delay.', confirm: 'Customer confirms on the phone; pays after the delay.', decline: 'Refuses every charge.', silent: 'Never answers and never takes the money.', 'silent-paid': 'Never answers, but takes the money.', late: 'Silent at first; pays after the delay unless reversed before.', lie: 'Answers with an error, yet takes the money.', down: 'Nothing gets through: no charge, no ask, no reversal.' },
    bills: 'Bill files', billsText: 'When the wallets’ bill files and the acquirer’s can be had, and whether breaks are planted into today’s, so that reconciliation has something to find.', when: 'Available', early: 'At once, for the day so far', morning: 'Next morning, as in life', plant: 'Planted breaks', plantNone: 'None', plantSome: 'One of each kind', plantText: 'Per wallet, and for cards: one line left out, one of a foreign order, one with another fee, one with another amount.', planted: 'Bill files: {{when}}; {{what}}.', billsApply: 'Set bill files',
  },
};
