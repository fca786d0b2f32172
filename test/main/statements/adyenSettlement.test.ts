/** What an acquirer's settlement detail says besides its sums: our own number of a refund, and which way its payout goes. */
import { expect, test } from 'vitest';
import { readStatement } from '#main/adapters/statements/registry.ts';
import { adyenCsv } from '#test/fixtures/statements/acquirers.ts';

const read = async (text: string) => (await readStatement({ bytes: Buffer.from(text), name: 'settlement.csv' })).lines;
/** The refund's row with a reference of the merchant's own. */
const referred = (reference: string) => adyenCsv().split('\n').map((row) => (row.includes(',Refunded,') ? row.replace(/,,7,/, `,${reference},7,`) : row)).join('\n');

test.each([
  ['20260314T1000012ab', '20260314T1000012ab'], ['A1', null], ['', null], ['Zhang Sanfeng', null], ['DE89370400440532013000', null], ['4111111111111111', null],
])('a refund stands under the number that the shop gave it, %s as %s: not under the payment\'s, nor under what names a person or a card [F280]', async (given, orderId) => {
  const refund = (await read(referred(given))).find(({ kind }) => kind === 'refund');
  expect(refund).toMatchObject({ orderId, originalId: 'A1', tradeId: 'MOD2', amountMinor: -1_000 });
});

test('where more went back than came in the shop pays in, and the bank shows that as a payout the other way [F281]', async () => {
  const text = adyenCsv().split('\n').filter((row) => !row.includes(',Settled,')).map((row) => row.replace('MerchantPayout,TX0000007XT,,,,,EUR,88.10,', 'MerchantPayin,TX0000007XT,,,,,EUR,,10.40')).join('\n');
  expect((await read(text)).at(-1)).toMatchObject({ kind: 'payout', netMinor: 1_040, tradeId: 'TX0000007XT' });
});
