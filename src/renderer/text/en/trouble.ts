/** English: one sentence for each refusal and fault: what happened, what it means for the money, the next step. */

export const trouble = {
  internal: 'The till met a fault of its own. The ledger is as it was; try again, and tell your technician if it stays.',
  'no-such-call': 'The till knows no such request. Nothing was changed; reload this page.',
  'bad-request': 'The till could not read this request. Nothing was changed; check what you entered.',
  'sign-in-first': 'Nobody is signed in. Nothing was changed; sign in first.',
  'not-allowed': 'Your role may not do this. Nothing was changed; ask someone who may.',
  'till-unreachable': 'The till’s process did not answer. What was written before is safe; wait until the screen is back and look at it before you go on.',
  'till-no-answer': 'The till took too long to answer. What was written before is safe; look at the basket and the last payments before you try again.',
  'approval-needed': 'This needs a manager’s approval. Nothing was changed.',
  'approval-refused': 'The approval was not accepted. Nothing was changed; a manager enters their own PIN.',
  'words-hold-number': 'That text holds a long number, as of a card or a payment code, and such numbers are not kept. Nothing was changed; write the reason in words.',
  'wrong-pin': 'This PIN does not fit. Nothing was changed; try again.',
  'too-many-tries': 'Too many wrong PINs. Nothing was changed; wait a little, or ask a manager.',
  'unknown-operator': 'This person is not known here. Nothing was changed; choose another.',
  'backend-unreachable': 'There is no line to the payment backend, so nothing was charged. Take cash, or try again when the line is back.',
  'backend-unknown': 'The payment backend gave no clear answer. Keep the goods; the till goes on asking by itself.',
  'backend-refused': 'The payment backend refused this. Nothing was charged; tell your technician if it stays.',
};
