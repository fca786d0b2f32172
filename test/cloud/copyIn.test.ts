/** Many rows at once into the backend's database: all or nothing on each engine, and what fails leaves a connection that serves on. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase, type DatabasePlace } from '#cloud/db/open.ts';
import type { Database } from '#cloud/ports.ts';
import { postgresInstalled, startPostgres, type TestPostgres } from '../kit/postgres.ts';

const INTO = 'journal_entry (store, till, seq, hash, body)';
const rows = (seqs: readonly number[], body = '{}') => Buffer.from(seqs.map((seq) => `copied\tT1\t${seq}\t${'a'.repeat(64)}\t${body}\n`).join(''));

describe.each(postgresInstalled() ? ['pglite', 'postgresql'] : ['pglite'])('rows copied in on %s', (engine) => {
  let server: TestPostgres | null = null;
  let database: Database;
  beforeAll(async () => {
    let place: DatabasePlace = { memory: true };
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
    const body = '{"note":"a \\\\\\\\ \\\\"b\\\\" 茶"}';
    await database.transaction((_sql, copy) => copy(INTO, rows([1, 2 ** 53 - 1], body)));
    expect(await held()).toEqual([1, 2 ** 53 - 1]);
    expect(await database.sql`select body from journal_entry where store = ${'copied'} and seq = ${1}`).toEqual([{ body: '{"note":"a \\\\ \\"b\\" 茶"}' }]);
    await expect(database.transaction(async (_sql, copy) => {
      await copy(INTO, rows([5]));
      throw new Error('and then no');
    })).rejects.toThrow('and then no');
    expect(await held()).toEqual([1, 2 ** 53 - 1]);
  });

  test.each([
    ['a row that is there already', rows([7, 1])], ['a row with too few columns', Buffer.from('copied\tT1\t8\n')], ['bytes that are no UTF-8', Buffer.from([...rows([9]).subarray(0, -4), 0xff, 0xfe, 0x0a])],
  ])('%s fails them all by name, and the same connection goes on [C272]', async (_what, bad) => {
    const before = await held();
    await expect(database.transaction((_sql, copy) => copy(INTO, bad))).rejects.toMatchObject({ code: expect.stringMatching(/^(23505|22P04|22021)$/) as unknown });
    expect(await held()).toEqual(before);
    await database.transaction((_sql, copy) => copy(INTO, rows([before.length + 100])));
    expect(await held()).toHaveLength(before.length + 1);
  });
});
