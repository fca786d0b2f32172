/** Sharing one statement among callers: order kept, no key twice in a batch, one bad item spoils no other. */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { gather } from '#cloud/db/gather.ts';

describe('gather', () => {
  const rig = () => {
    const batches: string[][] = [];
    const ask = gather((item: string) => item.slice(0, 1), (item) => item, async (items) => {
      batches.push([...items]);
      await sleep(2);
      if (items.includes('a-bad')) throw new Error('bad item');
      return items.map((item) => item.toUpperCase());
    });
    return { batches, ask };
  };

  test('what comes while one batch is under way goes together, each with its own answer, never across groups [C44]', async () => {
    const { batches, ask } = rig();
    expect(await Promise.all(['a1', 'a2', 'b1', 'a3', 'b2'].map(ask))).toEqual(['A1', 'A2', 'B1', 'A3', 'B2']);
    expect(batches).toEqual([['a1'], ['b1'], ['a2', 'a3'], ['b2']]);
  });

  test('one key twice is answered by two batches, in the order of asking [C45]', async () => {
    const { batches, ask } = rig();
    await Promise.all(['a0', 'a1', 'a1', 'a2', 'a1'].map(ask));
    expect(batches).toEqual([['a0'], ['a1', 'a2'], ['a1'], ['a1']]);
  });

  test('a batch that fails is tried one by one: only the bad item fails [C46]', async () => {
    const { ask } = rig();
    const results = await Promise.allSettled(['a0', 'a1', 'a-bad', 'a2'].map(ask));
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
    expect(await ask('a9')).toBe('A9');
  });
});
