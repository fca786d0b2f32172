/** Bugs: a broken assumption of ours stops the work at once; it is never shown as a business refusal. */

class Bug extends Error {
  override readonly name = 'Bug';
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}
