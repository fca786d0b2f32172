/** Keeps the identity of every part that did not change when a whole state replaces another, so that only changed rows render again. */

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function shareArray(before: readonly unknown[], after: readonly unknown[]): unknown {
  let same = before.length === after.length;
  const joined = after.map((item, index) => {
    const kept = share(before[index], item);
    if (kept !== before[index]) same = false;
    return kept;
  });
  return same ? before : joined;
}

function shareRecord(before: Record<string, unknown>, after: Record<string, unknown>): unknown {
  const keys = Object.keys(after);
  let same = keys.length === Object.keys(before).length;
  const joined: Record<string, unknown> = {};
  for (const key of keys) {
    const kept = share(before[key], after[key]);
    if (!Object.hasOwn(before, key) || kept !== before[key]) same = false;
    joined[key] = kept;
  }
  return same ? before : joined;
}

/** The value of `after`, built of as many parts of `before` as are equal. Plain data only. */
export function share<Value>(before: unknown, after: Value): Value {
  if (Object.is(before, after)) return after;
  if (Array.isArray(before) && Array.isArray(after)) return shareArray(before, after) as Value;
  if (isRecord(before) && isRecord(after)) return shareRecord(before, after) as Value;
  return after;
}
