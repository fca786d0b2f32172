/** The proof of one payment: complete, in order, each line with its entry's number and hash, in three languages, and its handing out on record. */
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ProofView } from '#contract/views.ts';
import { receiptPrinter } from '#main/adapters/printing/receiptPdf.ts';
import { PROOF_WORDS } from '#main/adapters/printing/proofWords.ts';
import { readProof } from '#till/proof.ts';
import { takeCard } from '#till/takeCard.ts';
import { codeOf, openDesk, type Desk, type DeskSeat } from '#test/kit/tillOnFile.ts';

const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
if (!poppler) console.warn('SKIPPED: pdftotext is not on this machine, so no proof was read back from its PDF.');
const SHOTS = process.env['TILLBOOK_SHOTS'] ?? join(tmpdir(), 'tillbook-proof');

let desk: Desk;
let cashier: DeskSeat;
beforeEach(async () => {
  desk = openDesk({ enrolled: true, shop: { name: 'Corner Pantry 街角杂货' } });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
});
afterEach(() => desk.close());

/** A charge whose answer is lost, found again by asking; then part of it goes back. Another payment lies between. */
async function eventful(): Promise<string> {
  const pay = async (wallet: 'wechatpay' | 'alipay', n: number) => {
    await cashier.ask('basket.add', { sku: 'TEA' });
    return (await cashier.ask('scan', { text: codeOf(wallet, n), symbology: null, source: 'virtual' })).state.payment?.orderId ?? '';
  };
  desk.double.trouble = (verb) => (verb === 'charge' ? 'cut' : 'none');
  const orderId = await pay('wechatpay', 1);
  await desk.drain();
  desk.double.trouble = () => 'none';
  await pay('alipay', 2);
  await desk.drain();
  await desk.seat('manager').ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
  await desk.drain();
  return orderId;
}

test('a proof has each entry of its order and none of another, in order, with the numbers and hashes of the journal [U1]', async () => {
  const orderId = await eventful();
  const proof = await readProof(desk.till, orderId);
  expect(proof).toMatchObject({ orderId, receipt: 1, wallet: 'wechatpay', amountMinor: 1_250, state: 'paid', light: 'yes', tradeId: `TRADE${orderId}`, more: false });
  expect(proof.rows.map((row) => [row.kind, row.act, row.state].filter((part) => part !== null).join(' '))).toEqual([
    'payment.intended', 'payment.sent charge', 'payment.observed charge no-answer', 'payment.observed ask paid', 'payment.resolved paid', 'sale.completed', 'refund.completed', 'refund.intended', 'refund.observed refunded', 'refund.resolved refunded',
  ]);
  for (const row of proof.rows) expect([row.hash, row.at]).toEqual([desk.storage.entryAt(row.seq)?.hash, desk.storage.entryAt(row.seq)?.at]);
  // Whatever else names the order is in the proof: the journal's own text is the judge.
  const refunds = proof.rows.filter((row) => row.kind === 'refund.intended').length;
  const named = desk.storage.entriesAfter(0, 1_000).filter((entry) => JSON.stringify(entry.payload).includes(orderId)).map((entry) => entry.seq);
  expect([refunds, named.every((seq) => proof.rows.some((row) => row.seq === seq))]).toEqual([1, true]);
  await expect(readProof(desk.till, 'NOSUCHORDER1')).rejects.toMatchObject({ code: 'no-such-payment' });
});

test('handing out a proof is in the journal with the hash of its file; nobody signed in gets none [U2]', async () => {
  const orderId = await eventful();
  const file = await cashier.ask('pay.proof', { orderId, language: 'ko' });
  expect(file.name).toBe(`proof-${orderId}.pdf`);
  expect(desk.storage.entriesAfter(0, 1_000).at(-1)).toMatchObject({ kind: 'data.exported', operator: 'cas', payload: { what: `proof ${orderId}`, format: 'pdf', rows: 10, sha256: 'f'.repeat(64) } });
  expect(await desk.seat(null).code('pay.proof', { orderId, language: 'en' })).toBe('sign-in-first');
});

test.skipIf(!poppler).each(['en', 'zh', 'ko'] as const)('the PDF in %s says the state, the order, each step with its code and whole hash, and the head [U3]', async (language) => {
  const orderId = await eventful();
  const proof: ProofView = await readProof(desk.till, orderId);
  const { bytes, sha256 } = await receiptPrinter({ timeZone: 'Asia/Shanghai' }).proof(proof, language);
  expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
  mkdirSync(SHOTS, { recursive: true });
  const path = join(SHOTS, `proof-${language}.pdf`);
  writeFileSync(path, bytes);
  const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
  const words = PROOF_WORDS[language];
  const flat = text.replaceAll(/\s+/g, '');
  for (const expected of [words.title, words.states.paid, words.said['no-answer'] ?? '', orderId, '12.50', 'PAID', proof.head.hash, ...proof.rows.map((row) => row.hash)]) expect(flat).toContain(expected.replaceAll(/\s+/g, ''));
});

test('a card\'s payment has a proof like a wallet\'s, with brand and last four digits, and nothing of what the reader gave [T260]', async () => {
  desk.close();
  desk = openDesk({ enrolled: true, shop: { cards: 'online' } });
  cashier = desk.seat('cashier');
  await cashier.ask('shift.open', { floatMinor: 10_000 });
  await cashier.ask('basket.add', { sku: 'TEA' });
  const [ksn, ciphertext] = ['ffff9876543210e0a1b2', '2:9f3c51d07be2468aac13579bdf02468ace13579b'];
  expect(takeCard(desk.till, cashier.seat, { brand: 'visa', lastFour: '1111', expiry: '3012', encrypted: true, use: 'forward', ksn, ciphertext, badge: null }).outcome).toBe('offered');
  await desk.drain();
  const orderId = desk.storage.lastAttempts(1)[0]?.orderId ?? '';
  await desk.seat('manager').ask('refund.start', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'returned' });
  await desk.drain();
  const proof = await readProof(desk.till, orderId);
  expect(proof).toMatchObject({ wallet: 'card', brand: 'visa', lastFour: '1111', state: 'paid', light: 'yes', receipt: 1, amountMinor: 1_250 });
  expect(proof.rows.map((row) => row.kind)).toEqual(['payment.intended', 'payment.sent', 'payment.observed', 'payment.resolved', 'sale.completed', 'refund.completed', 'refund.intended', 'refund.observed', 'refund.resolved']);
  for (const secret of [ksn, ciphertext.slice(2), '3012']) expect(JSON.stringify(proof)).not.toContain(secret);
  for (const language of ['en', 'zh', 'ko'] as const) {
    const { bytes } = await receiptPrinter({ timeZone: 'Asia/Shanghai' }).proof(proof, language);
    if (!poppler) continue;
    const path = join(mkdtempSync(join(tmpdir(), 'tillbook-proof-')), 'card.pdf');
    writeFileSync(path, bytes);
    const text = execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' });
    expect(text).toMatch(/Visa.*1111|1111/);
    for (const secret of [ksn, ciphertext.slice(2)]) expect(text.replaceAll(/\s+/g, '').toLowerCase()).not.toContain(secret);
  }
});

test('an exchange is in the proof of the payment whose goods came back, and its own payment has a proof with the receipt it made [T261]', async () => {
  const pay = async (n: number) => {
    const { state } = await cashier.ask('scan', { text: codeOf('alipay', n), symbology: null, source: 'virtual' });
    await desk.drain();
    return state.payment?.orderId ?? '';
  };
  await cashier.ask('basket.add', { sku: 'TEA' });
  const first = await pay(1);
  await cashier.ask('basket.add', { sku: 'RICE' });
  expect(await cashier.code('exchange.bring', { receipt: 1, lines: [{ line: 1, quantityMilli: 1_000 }], reason: 'too small', approval: { operatorId: 'man', pin: '2222' } })).toBe('ok');
  const second = await pay(2);
  expect(await cashier.ask('receipt.read', { receipt: 2 })).toMatchObject({ returns: [{ receipt: 1 }], tenders: [{ orderId: second, amountMinor: 2_083 }] });
  const [before, after] = [await readProof(desk.till, first), await readProof(desk.till, second)];
  expect(after).toMatchObject({ receipt: 2, amountMinor: 2_083, state: 'paid' });
  expect(after.rows.map((row) => row.kind)).toEqual(['payment.intended', 'payment.sent', 'payment.observed', 'payment.resolved', 'sale.completed']);
  expect(before).toMatchObject({ receipt: 1, amountMinor: 1_250, state: 'paid' });
  expect(before.rows.map((row) => row.kind)).toEqual(['payment.intended', 'payment.sent', 'payment.observed', 'payment.resolved', 'sale.completed', 'refund.completed', 'sale.completed']);
  expect(before.rows.find((row) => row.kind === 'refund.completed')?.amountMinor).toBe(1_250);
});
