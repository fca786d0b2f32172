/** English: the frame, sign-in, lock, approval and the line to the till's process. */

export const frame = {
  frame: {
    shift: 'Shift {{number}} · since {{time}}', noShift: 'No shift open', lock: 'Lock', keys: 'Keys', practice: 'Practice: no real money', unsynced_one: '{{count}} waiting', unsynced_other: '{{count}} waiting',
    offline: 'No line, cash sells on', slow: 'answers slowly · {{seconds}} s', down: 'no answer', unplugged: 'unplugged', menu: 'Menu', signOut: 'Sign out', switchPerson: 'Switch person', toTill: 'Go to the till', toManager: 'Go to the manager’s pages',
    language: 'Language', theme: 'Theme', light: 'Light', dark: 'Dark', spoken: 'Say amounts aloud', on: 'On', off: 'Off', display: 'Open customer display', channels: 'Lines and devices',
    channelState: '{{name}}: {{health}}', since: 'since {{time}}', answer: 'last answer in {{seconds}} s', synced: 'Everything is with the backend.', waiting_one: '{{count}} entry waits to be sent. Nothing is lost; it goes by itself when the line is back.', waiting_other: '{{count}} entries wait to be sent. Nothing is lost; they go by themselves when the line is back.',
    openPayments_one: '{{count}} payment is not certain yet.', openPayments_other: '{{count}} payments are not certain yet.', sells: 'Cash sells on. Wallets wait until the line is back.',
    goods: 'Till', scanPanel: 'Virtual scanner',
  },
  connection: {
    connecting: 'Opening the till', lost: 'The till’s process is not answering', lostHint: 'What was sold and paid is written down and safe. This screen tries again by itself; do not take money until it is back.',
  },
  stopped: {
    title: 'Selling has stopped', other: 'The till cannot write its ledger. What was sold before is safe. Call your technician.',
    'disk-full': 'The disk is full, so the ledger cannot be written. What was sold before is safe. Free some space; selling goes on by itself.',
    'ledger-read-only': 'The ledger can only be read, not written. What was sold before is safe. Call your technician.',
    'ledger-forked': 'This is an old or second copy of this till’s ledger: the payment backend holds sales that are not in it. Nothing is sold or sent from here. Call your technician: use the newer copy, or set this till up anew under another name with a new enrolment code.',
    'ledger-damaged': 'The ledger’s file is damaged. Do not sell and do not delete anything; call your technician, who can restore it from the copy.',
    backup: 'The newest proved copy is of {{time}}.',
  },
  recovered: { text: 'Sale {{receipt}} over {{amount}} was completed before the till went down. It is recorded: do not ring it up again.', see: 'Show receipt', ok: 'Understood' },
  signIn: {
    pin: '{{name}}, enter your PIN', choose: 'Who are you?', dots_one: '{{count}} digit entered', dots_other: '{{count}} digits entered', shiftOpen: 'Shift {{number}} is open', held_one: 'Shift {{number}} is open, {{count}} basket is held', held_other: 'Shift {{number}} is open, {{count}} baskets are held', noShift: 'No shift is open yet',
    go: 'Sign in', unlock: 'Unlock', locked: 'Locked by {{name}}', other: 'Someone else', badge: 'Or scan your badge at any time.', onShift: 'On shift {{number}}', people: 'People',
    demo: 'This is the demo shop.', demoHint: 'Its wallets are pretend and no money moves. Everyone’s PIN is on their card.', demoPin: 'PIN {{pin}}', practice: 'Practice: nothing here touches the real books.',
    opening: 'Opening the line to the backend', online: 'Online, nothing waiting', waiting_one: '{{count}} entry waiting to be sent', waiting_other: '{{count}} entries waiting to be sent', offline: 'No line to the backend',
  },
  approval: { title: 'A manager’s approval', hint: 'For this one action. Nothing has been changed yet.', cashHint: 'The drawer is off by more than this person may sign alone. A manager counts it too and signs. The count is on record; the shift is still open.', who: 'Manager', pin: 'Manager’s PIN', give: 'Approve', none: 'No manager is known to this till.', refused: 'That PIN does not fit. Nothing was changed; try again.' },
};
