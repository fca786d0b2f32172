/** Many rows at once into the backend's database: all or nothing on each engine, and what fails leaves a connection that serves on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type DatabasePlace } from '#cloud/db/open.ts';
import { JOURNAL_COLUMNS, journalRows } from '#cloud/journalRows.ts';
import type { Database } from '#cloud/ports.ts';
import { postgresInstalled, startPostgres, type TestPostgres } from '../kit/postgres.ts';
import { inMemory } from '../kit/freshDatabase.ts';

const hash = 'a'.repeat(64);
const rows = (seqs: readonly number[], body: string | Buffer = '{}', store = 'copied') => {
  const bytes = Buffer.from(body);
  return journalRows({ store, till: 'T1' }, bytes, seqs.map((seq) => ({ seq, hash, from: 0, to: bytes.length })));
};

describe.each(postgresInstalled() ? ['pglite', 'postgresql'] : ['pglite'])('rows copied in on %s', (engine) => {
  let server: TestPostgres | null = null;
  let database: Database;
  beforeAll(async () => {
    let place: DatabasePlace = await inMemory();
    if (engine === 'postgresql') {
      server = await startPostgres();
      place = { url: await server.database(), connectionsMax: 1 };
    }
    database = await openDatabase(place);
  });
  afterAll(async () => {
    await database?.close();
    await server?.stop();
  });
  const held = async () => (await database.sql<{ seq: number }>`select seq from journal_entry where store = ${'copied'} order by seq`).map((row) => row.seq);

  test('they are there after the commit, bigints as numbers, texts to the letter, and gone with a rollback [C271]', async () => {
    const body = '{"note":"a \\\\ \\"b\\" 茶"}';
    await database.transaction((_sql, copy) => copy(JOURNAL_COLUMNS, rows([1, 2 ** 53 - 1], body)));
    expect(await held()).toEqual([1, 2 ** 53 - 1]);
    expect(await database.sql`select body from journal_entry where store = ${'copied'} and seq = ${1}`).toEqual([{ body: '{"note":"a \\\\ \\"b\\" 茶"}' }]);
    await expect(database.transaction(async (_sql, copy) => {
      await copy(JOURNAL_COLUMNS, rows([5]));
      throw new Error('and then no');
    })).rejects.toThrow('and then no');
    expect(await held()).toEqual([1, 2 ** 53 - 1]);
  });

  test.each([
    ['a row that is there already', rows([7, 1])], ['rows that are cut off', rows([8]).subarray(0, -9)], ['bytes that are no UTF-8', rows([9], Buffer.from([0x7b, 0xff, 0xfe, 0x7d]))], ['a zero byte', rows([9], '{\0}')],
  ])('%s fails them all by name, and the same connection goes on [C272]', async (_what, bad) => {
    const before = await held();
    await expect(database.transaction((_sql, copy) => copy(JOURNAL_COLUMNS, bad))).rejects.toMatchObject({ code: expect.stringMatching(/^(23505|22P04|22021)$/) as unknown });
    expect(await held()).toEqual(before);
    await database.transaction((_sql, copy) => copy(JOURNAL_COLUMNS, rows([before.length + 100])));
    expect(await held()).toHaveLength(before.length + 1);
  });
});
