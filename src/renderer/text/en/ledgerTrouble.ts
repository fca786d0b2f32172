/** English: refusals and faults of the ledger, the backend, files and codes. */

export const ledgerTrouble = {
  'bad-file': 'The file did not arrive whole. Nothing was imported; choose it again.',
  'backend-behind': 'The backend holds less of the journal than it had acknowledged. The till’s own ledger is whole and selling goes on; tell your technician.',
  'disk-full': 'The disk is full, so the ledger cannot be written. What was confirmed is safe; free some space and selling goes on.',
  'ledger-read-only': 'The ledger can only be read, not written. What was confirmed is safe; call your technician.',
  'ledger-damaged': 'The ledger’s file is damaged. Do not sell and delete nothing; your technician can restore it from the copy.',
  'backup-failed': 'The backup could not be made, or its copy did not prove. The ledger was not touched and selling goes on; see that the backup folder can be written and has room, then make it again.',
  'ledger-not-read': 'The ledger could not be read to prove it. Nothing was changed and selling goes on; try again, and call your technician if it happens again.',
  'ledger-not-opened': 'The ledger could not be opened, so the till does not sell. No money has moved; call your technician.',
  'ledger-newer': 'This ledger was written by a newer Tillbook. Nothing was changed; install that version or a later one.',
  'another-till': 'This ledger belongs to another till or zone, so the till does not sell. Nothing was changed; check the settings or the folder.',
  'already-running': 'This till is already running on the same data. Nothing was changed; go to the window that is open, or close it first.',
  'no-ledger': 'There is no ledger at that place. Nothing was changed; check the folder.',
  'sqlite-too-old': 'The program’s database is too old to hold a ledger safely. Nothing was changed; reinstall Tillbook.',
  'device-key-damaged': 'The till’s own key cannot be read, so it cannot prove who it is. Sales stay safe; a technician enrols the till again.',
  'label-rule-invalid': 'A rule for price labels cannot be read. No code is taken for a label by it, and nothing was charged; tell your technician.',
  'merchant-code-not-conforming': 'The code to show could not be made. Nothing was charged; take the customer’s own code or cash.',
  'too-many-names': 'The file names more orders than one reconciliation takes. Nothing is booked; check the columns of the file.',
  'id-too-long': 'A number in the file is too long for an order or trade number. Nothing is booked; check the file.',
  'fee-too-large': 'A fee in the file is larger than any fee can be. Nothing is booked; check the file.',
  'too-many-files': 'These are more files than one reconciliation takes. Nothing is booked; give fewer.',
};
