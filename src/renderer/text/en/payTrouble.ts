/** English: refusals of shown codes, of handing over at risk and of refunds that failed. */

export const payTrouble = {
  'risk-limits-contradict': 'One sale may not risk more than the whole till. Nothing was changed; raise the limit of the till, or lower that of a sale.',
  'ledger-forked': 'This is an old or second copy of this till’s ledger: the payment backend holds sales that are not in it. Nothing is sold or sent from here. Call your technician: use the newer copy, or set this till up anew under another name with a new enrolment code.',
  'approval-locked': 'That PIN was tried too often for approvals. Nothing was changed; the manager signs in once with it, then approvals go again.',
  'practice-only': 'Drills are for the practice and demo shops. Nothing was changed; the line is as it was.',
  'not-enrolled': 'This till is not enrolled at a backend yet, so there is no key to change. Nothing was changed; enrol it first.',
  'wallet-not-taken': 'This shop does not take that wallet. Nothing was charged; choose another one.',
  'no-line-for-any': 'One code for every wallet needs a line, and there is none. Nothing was charged; ask which wallet the customer has and show the code of that one, or take cash.',
  'no-own-code': 'There is no line, and this till does not know the shop’s account at that wallet, so it can write no code. Nothing was charged; take cash, or another wallet.',
  'nothing-shown': 'No code is shown, so there is nothing to scan. Nothing was charged; show a code first.',
  'merchant-code-not-conforming': 'The shop’s name, city or account at that wallet does not make a lawful code, so none is shown. Nothing was charged; tell your technician, and take cash.',
  'payment-cancelling': 'This payment is being cancelled, so nothing may be handed over for it. Wait for the light, or take other money.',
  'line-is-there': 'There is a line, so the wallet can be asked. Nothing was accepted; press Ask now and wait for the light.',
  'accepted-at-risk': 'The goods of this payment went with the customer at risk, so it is not cancelled. The till asks until the wallet has spoken.',
  'risk-limit-hours': 'The line has been down for more than {{hours}} hours, longer than the shop accepts payments at risk. Nothing was accepted; take cash until it is back.',
  'refund-not-failed': 'The wallet has not refused this refund: it is under way or done. Nothing was changed; look at the list again.',
  'refund-followed': 'This refund was dealt with already. Nothing was changed; look at the list again.',
  'refund-window-over': 'The wallet takes no refund for a payment more than {{days}} days old. Nothing was refunded; a manager can pay cash out of the drawer, with the receipt number as its reason.',
  'refund-parts-over': 'The wallet takes no more than {{parts}} refunds for one payment. Nothing was refunded; a manager can pay cash out of the drawer, with the receipt number as its reason.',
  'risk-limit-sale': 'That is more than one sale may go out with at risk. Nothing was accepted; take cash, or keep the goods until the line is back.',
  'risk-limit-till': 'With what is at risk on this till already, that is more than the shop lets go. Nothing was accepted; take cash, or keep the goods until the line is back.',
};
