/** English: printing receipts, the printer's complaints, the drawer. */

export const print = {
  do: 'Print', again: 'Print a copy', language: 'Language on paper',
  printing: 'Receipt {{receipt}} is being printed.', printed: 'Receipt {{receipt}} is printed.', printedCopy: 'Receipt {{receipt}} is printed as copy {{count}}.',
  notPrinted: 'Receipt {{receipt}} is not printed. {{why}}', unknown: 'Nobody knows whether receipt {{receipt}} is printed. {{why}} Look at the paper; printing again makes a marked copy.', handedOver: 'Receipt {{receipt}} was handed to the printer, which cannot say whether it is printed.',
  drawer: 'The drawer may not have opened. {{why}} Open it with its key; the money is booked.', paper: 'On the virtual printer',
  paperAlt: 'Paper of the virtual printer', kicks_one: 'Drawer opened {{count}} time', kicks_other: 'Drawer opened {{count}} times',
};

/** Complaints: what is wrong and the next step. */
export const printerTrouble = {
  'no-printer': 'No printer is set up.', unreachable: 'The printer cannot be reached. Check its power and its cable.', refused: 'The printer refuses the line, perhaps because another program holds it.', 'no-permission': 'This machine’s user may not open the printer’s device file.',
  silent: 'The printer gives no answer. Switch it off and on.', 'cut-off': 'The line was cut in the middle.', 'paper-out': 'The paper is out. Put in a new roll.', 'cover-open': 'The cover is open. Close it.', 'printer-error': 'The printer reports an error. Switch it off and on.',
  'cannot-tell': 'This printer gives no answers.', 'too-slow': 'The printer did not take the data in time.', 'till-restarted': 'The till was restarted meanwhile.', 'not-made': 'The receipt could not be drawn. Save it as a PDF.', 'bad-address': 'The printer’s address is not one. A technician mends it.',
};

/** The same, in a word or two beside the lamp. */
export const printerShort = {
  'no-printer': 'none', unreachable: 'not reached', refused: 'refuses', 'no-permission': 'no permission', silent: 'no answer', 'cut-off': 'line cut', 'paper-out': 'paper out', 'paper-low': 'paper low', 'cover-open': 'cover open', 'printer-error': 'error',
  'cannot-tell': 'no answers', 'too-slow': 'stuck', 'till-restarted': 'restarted', 'not-made': 'not drawn', 'bad-address': 'bad address',
};

export const printTrouble = {
  'no-printer': 'This till has no receipt printer. The sale is on record; save the receipt as a PDF, or let a technician set up a printer.',
  'print-under-way': 'This receipt is being printed right now. Nothing more was sent; wait for its end.',
  'printer-needs-address': 'A printer on the network or on a device file needs its address. Nothing was changed; enter the address.',
  'no-drawer': 'No drawer is set up behind the printer. Nothing was opened; switch the drawer on in the printer’s settings first.',
};
