/** A wallet's answer within a time, or its silence: a call to the outside never hangs and never throws. */

/** Below the till's own time-out, so that the till hears `unknown` and not nothing. */
export const WALLET_DEADLINE_MS = 8_500;

/**
 * @param late is given an answer that came after the deadline.
 * @returns the answer, or `silent('TIMEOUT')` / `silent('FAULT')`.
 */
export function withDeadline<Answer>(call: () => Promise<Answer>, silent: (code: string) => Answer, late?: (answer: Answer) => void): Promise<Answer> {
  return new Promise((resolve) => {
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      resolve(silent('TIMEOUT'));
    }, WALLET_DEADLINE_MS);
    const settle = (answer: Answer) => {
      clearTimeout(timer);
      if (over) late?.(answer);
      else resolve(answer);
    };
    // A connector's exception tells nothing of the money: it is silence too.
    call().then(settle, () => settle(silent('FAULT')));
  });
}
