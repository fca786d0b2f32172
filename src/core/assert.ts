/** Bugs: a broken assumption of ours stops the work at once; it is never shown as a business refusal. */

class Bug extends Error {
  override readonly name = 'Bug';
}

export function assert(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** Ends an exhaustive switch: compiles only when every case is handled. */
export function unreachable(value: never): never {
  throw new Bug(`unexpected value: ${String(value)}`);
}
