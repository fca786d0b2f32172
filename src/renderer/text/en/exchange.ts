/** English: exchange in one sale. */

export const exchange = {
  title: 'Comes back', from: 'from receipt {{receipt}}', times: '{{quantity}} × {{name}}', drop: 'Take the exchange of receipt {{receipt}} out', toPay: 'Difference to pay', toGive: 'Difference to give back', even: 'Nothing to pay', worth: 'New goods {{total}}, back {{returned}}', needs: 'Scan the new goods', finish: 'Finish the exchange', give: 'Give {{amount}} back', button: 'Exchange', dialog: 'Exchange from receipt {{receipt}}', hint: 'Choose what comes back. Its worth counts towards the basket; only the difference is paid or given back.', go: 'Into the basket', back: 'Gives back, {{tender}}', paper: 'Brought back, receipt {{receipt}}', difference: 'Difference',
};
