/** A till that sells by itself in a process of its own, so that it can be killed, starved of disk or cut off: FOLDER MODE SALES SEED. */
import { appendFileSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '#main/adapters/log/openLog.ts';
import { newRandom } from '#main/practice/random.ts';
import { bookOf } from './disk.ts';
import { codeOf, openDesk, type DeskSeat, type TestClock } from './tillOnFile.ts';
import { walletDouble, type Payer, type Trouble } from './walletDouble.ts';

const [folder = '', mode = 'sell', sales = '20', seed = '1'] = process.argv.slice(2);
const random = newRandom(Number(seed));
/** The wall clock, ahead by what was waited for; a restart sets it back, as a shop's clock may be. */
const clock: TestClock = { at: Date.now(), now() { return this.at; } };
const double = walletDouble(clock);
const book = bookOf(folder);
if (existsSync(book)) double.load(readFileSync(book, 'utf8'));
double.kept = () => {
  writeFileSync(`${book}.new`, double.save());
  renameSync(`${book}.new`, book);
};

const log = openLog(join(folder, 'log'));
const desk = openDesk({ folder, clock, double, log });
const cashier = desk.seat('cashier');
const confirmedFile = openSync(`${folder}/confirmed`, 'a');
let known = desk.storage.status().lastReceipt;

/** What the screen would show as done: the witness writes it down first. */
function confirm(): void {
  const { lastReceipt } = desk.storage.status();
  for (; known < lastReceipt; known += 1) writeSync(confirmedFile, `${known + 1}\n`);
}

async function payRest(seat: DeskSeat): Promise<string> {
  const { basket } = await seat.ask('till.state', {});
  const code = await seat.code('pay.cash', { amountMinor: Math.max(1, basket.dueMinor), givenMinor: Math.max(1, basket.cashDueMinor) });
  confirm();
  return code;
}

async function payWallet(payer: Payer, trouble: Trouble): Promise<string> {
  double.payer = () => payer;
  double.trouble = (verb) => (verb === 'charge' ? trouble : 'none');
  const code = await cashier.code('scan', { text: codeOf(random.pick(['wechatpay', 'alipay', 'unionpay'] as const), random.below(1_000_000)), symbology: null, source: 'virtual' });
  await new Promise((done) => setImmediate(done));
  confirm();
  double.trouble = () => 'none';
  await desk.drain();
  confirm();
  return code;
}

async function sellOne(): Promise<string> {
  const goods = await cashier.code('basket.add', { sku: random.pick(['TEA', 'RICE', 'CAKE']) });
  if (goods !== 'ok') return goods;
  if (random.below(3) === 0) return payRest(cashier);
  const code = await payWallet(random.pick<Payer>(['pay', 'pay', 'pay', 'decline', 'later']), random.pick<Trouble>(['none', 'none', 'cut', 'lost', 'twice']));
  return (await cashier.ask('till.state', {})).basket.lines.length > 0 && code !== 'disk-full' ? payRest(cashier) : code;
}

await desk.drain();
confirm();
if (desk.storage.status().shift === null) await cashier.ask('shift.open', { floatMinor: 50_000 });
if ((await cashier.ask('till.state', {})).basket.lines.length > 0) await payRest(cashier);

if (mode === 'sell') {
  for (let n = 0; n < Number(sales); n += 1) {
    process.stdout.write(`${await sellOne()}\n`);
    if (desk.till.memory.stopped !== null) break;
  }
} else {
  // full: the disk is full for a while. The file outside the folder tells the shim.
  const control = String(process.env['SHIM_FAIL']);
  const said: string[] = [];
  for (let n = 0; n < 3; n += 1) said.push(await sellOne());
  const before = { head: desk.storage.head(), receipts: desk.storage.status().lastReceipt, charges: double.orders().length };
  await cashier.ask('basket.add', { sku: 'TEA' });
  appendFileSync(control, 'F');
  said.push('full');
  said.push(await payRest(cashier), await payRest(cashier), await cashier.code('scan', { text: codeOf('alipay', 7), symbology: null, source: 'virtual' }));
  await desk.pass(5);
  for (let n = 0; n < 20; n += 1) log('error', 'log-on-a-full-disk', { n });
  const during = { receipts: desk.storage.status().lastReceipt, charges: double.orders().length, stopped: (await cashier.ask('till.state', {})).stopped?.code ?? null, head: desk.storage.head(), lines: (await cashier.ask('till.state', {})).basket.lines.length };
  rmSync(control);
  await desk.pass(5);
  said.push('free', await payRest(cashier), await sellOne());
  process.stdout.write(`${JSON.stringify({ said, before, during, after: { receipts: desk.storage.status().lastReceipt, stopped: desk.till.memory.stopped }, bugs: desk.bugs })}\n`);
}
desk.storage.close();
