/** Lets what is asked for at the same time share one statement: under load the database is spoken to in batches, alone nothing waits. */
const BATCH_MAX = 500;

type Waiting<Item, Result> = { item: Item; resolve: (result: Result) => void; reject: (error: unknown) => void };

/** While one batch is under way the next one fills. A batch never holds two items of one key; a batch that fails is tried one by one. */
export function gather<Item, Result>(
  groupOf: (item: Item) => string,
  keyOf: (item: Item) => string,
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): (item: Item) => Promise<Result> {
  const groups = new Map<string, Waiting<Item, Result>[]>();

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map((one) => one.item));
      batch.forEach((one, index) => one.resolve(results[index] as Result));
    } catch (error) {
      if (batch.length === 1) batch[0]?.reject(error);
      else for (const one of batch) await settle([one]);
    }
  }

  async function drain(group: string, waiting: Waiting<Item, Result>[]): Promise<void> {
    while (waiting.length > 0) {
      const keys = new Set<string>();
      const batch: Waiting<Item, Result>[] = [];
      const later: Waiting<Item, Result>[] = [];
      for (const one of waiting.splice(0)) {
        const key = keyOf(one.item);
        if (keys.has(key) || batch.length >= BATCH_MAX) later.push(one);
        else {
          keys.add(key);
          batch.push(one);
        }
      }
      waiting.unshift(...later);
      await settle(batch);
    }
    groups.delete(group);
  }

  return (item) =>
    new Promise<Result>((resolve, reject) => {
      const group = groupOf(item);
      const waiting = groups.get(group);
      if (waiting !== undefined) {
        waiting.push({ item, resolve, reject });
        return;
      }
      const fresh = [{ item, resolve, reject }];
      groups.set(group, fresh);
      void drain(group, fresh);
    });
}
