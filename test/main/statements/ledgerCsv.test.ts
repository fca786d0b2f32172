/** Rows of a ledger are mostly like the one before, and reading counts on it: each is read, or refused, as it is when it stands alone. */
import { expect, test } from 'vitest';
import { ledgerCsvScanner } from '#main/adapters/statements/ledgerCsv.ts';
import { feedChunks } from '#main/adapters/statements/windows.ts';
import { seeded } from '#test/fixtures/statements/mutate.ts';

const HEADERS = ['order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till', 'till,status,time,currency,wallet,kind,fee_minor,amount_minor,original_order_id,order_id,note,trade_id'];

/** The rows as they come out, and why reading ended where it was refused. */
async function readOf(text: string): Promise<{ rows: object[]; refused: object | null }> {
  const rows: object[] = [];
  const scanner = ledgerCsvScanner('ledger.csv', ({ bytes, orderStart, orderEnd, tradeStart, tradeEnd, originalStart, originalEnd, ...rest }) => {
    const of = (start: number, end: number) => Buffer.from(bytes.subarray(start, end)).toString('utf8');
    rows.push({ ...rest, order: of(orderStart, orderEnd), trade: of(tradeStart, tradeEnd), original: of(originalStart, originalEnd) });
  });
  async function* once(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from(text));
  }
  try {
    await feedChunks(once(), 'ledger.csv', scanner, 'utf8');
    return { rows, refused: null };
  } catch (error) {
    const { code, detail } = error as { code: string; detail: { expected: string; found: string } };
    return { rows, refused: { code, expected: detail.expected, found: detail.found } };
  }
}

const CHOICES: Readonly<Record<string, readonly string[]>> = {
  wallet: ['wechatpay', 'wechatpa', 'wechatpayx', 'alipay', '"we,chat"', '"say ""hi"""', 'we', '微信'], kind: ['charge', 'charge', '"charge"', 'charg', 'refund'], currency: ['CNY', 'USD', '"CNY"', 'CN', 'JPY'],
  status: ['paid', '', 'paid', 'accepted', 'refunded', '"paid"', 'pai'],
  time: ['2026-03-14T10:00:00+08:00', '2026-03-14T23:59:59+08:00', '2026-03-14 10:00:01+08:00', '2026-03-14T10:00:00-08:00', '2026-03-15T00:00:00+08:00', '2026-03-14T02:00:00Z', '2026-03-14T10:00:00.1234Z', '2026-03-14T10:00+08:00', '', '2026-03-14T24:00:00+08:00', '2026-03-14T10:00:00+08.00', '2026-02-30T10:00:00+08:00', '"2026-03-14T10:00:00+08:00"'],
  amount_minor: ['100', '0', '99999', '-5', '-0', '1e3', '"7"'], fee_minor: ['1', '', '0', '-3', 'x'], order_id: ['A1', 'A22', '"A,3"', '', '订单'], trade_id: ['42', '', '4200000000000000000000000001', '"4"'],
  original_order_id: ['', 'A1'], till: ['T1', '', '"T,1"'], note: ['', 'x', '"a""b"'],
};

test.each([[0.02], [0.1], [0.5]])('a ledger row is read, or refused, as it is when it stands alone, with %s of the fields unlike the row before [F262]', async (share) => {
  const random = seeded(262 + share * 100);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)];
  const counts = { rows: 0, refused: 0 };
  for (let round = 0; round < 150; round += 1) {
    const header = HEADERS[round % 2] ?? '';
    const end = random() < 0.5 ? '\r\n' : '\n';
    const names = header.split(',');
    const current = new Map(names.map((name) => [name, CHOICES[name]?.[0] ?? '']));
    const lines = Array.from({ length: 20 }, () => {
      for (const name of names) if (random() < share) current.set(name, pick(CHOICES[name] ?? ['']) ?? '');
      return names.map((name) => current.get(name) ?? '').join(',') + (random() < share / 20 ? ',more' : '');
    });
    const whole = await readOf(`${header}${end}${lines.join(end)}${end}`);
    const alone = [];
    for (const line of lines) {
      const read = await readOf(`${header}${end}${line}${end}`);
      alone.push(read);
      if (read.refused !== null) break;
    }
    expect(whole.rows).toEqual(alone.flatMap(({ rows }) => rows));
    expect(whole.refused).toEqual(alone.at(-1)?.refused);
    counts.rows += whole.rows.length;
    counts.refused += whole.refused === null ? 0 : 1;
  }
  expect(counts.rows).toBeGreaterThan(50);
  expect(counts.refused).toBeGreaterThan(20);
});

test('a wallet that only quotes hold together is not taken for two plain fields [F263]', async () => {
  const [header] = HEADERS;
  const row = (wallet: string) => `A1,42,${wallet},charge,100,1,CNY,2026-03-14T10:00:00+08:00,paid,T1`;
  const { rows, refused } = await readOf(`${header}\n${row('"we,chat"')}\n${row('we,chat')}\n`);
  expect(rows).toMatchObject([{ wallet: 'we,chat' }]);
  expect(refused).toMatchObject({ code: 'ledger-broken-line' });
});
