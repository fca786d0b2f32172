/** Makes one day of a shop as files for the benches: a ledger and a WeChat Pay bill with planted breaks, and the truth about them. */
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export type Day = { readonly ledger: string; readonly bill: string; readonly truth: readonly string[]; readonly billBytes: number; readonly billRows: number };

const COLUMNS = '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';

/** `truth` has a line `KIND ORDER` for each planted break. */
export function makeDay(folder: string, orders: number, seed: number): Day {
  mkdirSync(folder, { recursive: true });
  const random = generator(seed);
  const pick = (limit: number) => Math.floor(random() * limit);
  const ledger = writer(join(folder, 'ledger.csv'));
  const bill = writer(join(folder, 'bill.csv'));
  const truth: string[] = [];
  const waiting: string[] = [];
  const sums = { rows: 0, settled: 0, fee: 0 };
  const charge = (order: string, trade: string, clock: string, amount: number, fee: number) => {
    sums.rows += 1;
    sums.settled += amount;
    sums.fee += fee;
    const row = `\`2026-03-14 ${clock},\`wx1,\`16,\`0,\`T1,\`${trade},\`${order},\`o,\`MICROPAY,\`SUCCESS,\`OTHERS,\`CNY,\`${yuan(amount)},\`0.00,\`0,\`0,\`0.00,\`0.00,\`,\`,\`货品 ${amount % 97},\`,\`${yuan(fee)}000,\`0.60%,\`${yuan(amount)},\`0.00,\`\r\n`;
    // The wallet's file is nearly, not quite, in the order of the shop's day.
    const at = waiting.length < 1000 ? waiting.length : pick(waiting.length);
    bill.put(waiting[at] ?? '');
    waiting[at] = row;
  };
  ledger.put('order_id,trade_id,wallet,kind,amount_minor,fee_minor,currency,time,status,till\n');
  bill.put(`${COLUMNS}\r\n`);
  for (let n = 1; n <= orders; n += 1) {
    const order = `TB${String(n).padStart(10, '0')}${String(pick(1_000_000)).padStart(6, '0')}`;
    const trade = `42${String(n).padStart(10, '0')}${String(pick(1e9)).padStart(16, '0')}`;
    const clock = clockOf(9 * 3600 + pick(12 * 3600));
    const amount = 100 + pick(80_000);
    const fee = Math.round(amount * 0.006);
    const own = (time = clock) => ledger.put(`${order},${trade},wechatpay,charge,${amount},${fee},CNY,2026-03-14T${time}+08:00,paid,T1\n`);
    const dice = random();
    if (dice < 0.005) {
      own();
      truth.push(`missing-in-statement ${order}`);
    } else if (dice < 0.01) {
      charge(order, trade, clock, amount, fee);
      truth.push(`missing-in-ledger ${order}`);
    } else if (dice < 0.014) {
      own();
      charge(order, trade, clock, amount + 2 + pick(300), fee);
      truth.push(`amount-differs ${order}`);
    } else if (dice < 0.016) {
      own();
      charge(order, trade, clock, amount, fee);
      charge(order, trade, clock, amount, fee);
      truth.push(`duplicate-in-statement ${order}`);
    } else if (dice < 0.018) {
      own();
      charge(order, trade, clock, amount, fee + 2 + pick(50));
      truth.push(`fee-differs ${order}`);
    } else if (dice < 0.02) {
      own(clockOf(86_399 - pick(120)));
      truth.push(`carried ${order}`);
    } else {
      own();
      charge(order, trade, clock, amount, fee);
    }
  }
  for (const row of waiting) bill.put(row);
  bill.put(`总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额\r\n\`${sums.rows},\`${yuan(sums.settled)},\`0.00,\`0.00,\`${yuan(sums.fee)}000,\`${yuan(sums.settled)},\`0.00\r\n`);
  ledger.end();
  return { ledger: join(folder, 'ledger.csv'), bill: join(folder, 'bill.csv'), truth: truth.sort(), billBytes: bill.end(), billRows: sums.rows };
}

function writer(path: string): { put(text: string): void; end(): number } {
  const handle = openSync(path, 'w');
  let batch: string[] = [];
  let bytes = 0;
  const flush = () => {
    bytes += writeSync(handle, batch.join(''));
    batch = [];
  };
  return {
    put: (text) => {
      if (batch.push(text) > 10_000) flush();
    },
    end: () => {
      flush();
      closeSync(handle);
      return bytes;
    },
  };
}

/** mulberry32 */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function yuan(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

function clockOf(second: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(second / 3600))}:${pad(Math.floor(second / 60) % 60)}:${pad(second % 60)}`;
}
