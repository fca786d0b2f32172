/** The tender machine as tables: every state meets every word, and every wallet's plan of asks and reverses is read off. */
import { describe, expect, test } from 'vitest';
import { answered, cancel, finalAskMs, intend, isEnded, isFinalAsk, lightOf, nextAct, sent, stateAfter, type Act, type Answer, type AnswerState, type Attempt, type AttemptState } from '#core/tender.ts';
import { WALLET_TIMINGS, type ChargeableWallet } from '#core/wallets.ts';

const T0 = 1_800_000_000_000;
const order = (wallet: ChargeableWallet) => ({ orderId: 'ORDER0001', saleId: 'sale', wallet, amountMinor: 1_000, currency: 'CNY', lastFour: '1234' });
const fresh = (wallet: ChargeableWallet = 'wechatpay') => sent(intend(order(wallet), T0), 'charge', T0);
const inState = (state: AttemptState): Attempt => ({ ...fresh(), state, endedAt: isEnded(state) ? T0 : null });

/** `other` is "paid, but another amount". */
function answer(word: string, act: Act, about: Partial<Answer> = {}): Answer {
  const paid = word === 'paid' || word === 'other';
  const amountMinor = word === 'other' ? 999 : paid ? 1_000 : null;
  return { act, state: (word === 'other' ? 'paid' : word) as AnswerState, code: word, tradeId: null, amountMinor, currency: paid ? 'CNY' : null, askedAt: act === 'ask' ? T0 : null, final: false, ...about };
}

/** Rows: state before. Columns: the word. Cells: state after; `.` is "stays". */
function hold(act: Act, text: string): void {
  const [head = '', ...rows] = text.trim().split('\n');
  const words = head.trim().split(/\s+/).slice(1);
  const seen: string[] = [];
  for (const row of rows) {
    const [state = '', ...cells] = row.trim().split(/\s+/);
    expect(cells.length, `row ${state} is whole`).toBe(words.length);
    seen.push(state);
    for (const [index, word] of words.entries()) {
      const expected = cells[index] === '.' ? state : cells[index];
      expect(`${state} + ${act} ${word} -> ${stateAfter(inState(state as AttemptState), answer(word, act))}`).toBe(`${state} + ${act} ${word} -> ${expected}`);
    }
  }
  expect(seen).toEqual(['intended', 'sent', 'payer-acting', 'unknown', 'reversing', 'stuck', 'paid', 'declined', 'reversed']);
  expect(words).toEqual(['paid', 'other', 'declined', 'reversed', 'payer-acting', 'unknown', 'not-found', 'no-answer', 'never-left']);
}

describe('what an answer makes of a charge', () => {
  test('the answer to an ask: definite words end, all else is unknown [T1]', () => {
    hold('ask', `
      state         paid    other   declined  reversed  payer-acting  unknown  not-found  no-answer  never-left
      intended      paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      sent          paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      payer-acting  paid    stuck   declined  reversed  .             unknown  unknown    unknown    .
      unknown       paid    stuck   declined  reversed  payer-acting  .        .          .          .
      reversing     .       .       .         reversed  .             .        .          .          .
      stuck         paid    stuck   declined  reversed  .             .        .          .          .
      paid          .       .       .         .         .             .        .          .          .
      declined      paid    stuck   .         .         .             .        .          .          .
      reversed      paid    stuck   .         .         .             .        .          .          .`);
  });

  test('the answer to the charge itself: only a request that never left is "not paid" [T2]', () => {
    hold('charge', `
      state         paid    other   declined  reversed  payer-acting  unknown  not-found  no-answer  never-left
      intended      paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    declined
      sent          paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    declined
      payer-acting  paid    stuck   declined  reversed  .             unknown  unknown    unknown    .
      unknown       paid    stuck   declined  reversed  payer-acting  .        .          .          .
      reversing     .       .       .         reversed  .             .        .          .          .
      stuck         paid    stuck   declined  reversed  .             .        .          .          .
      paid          .       .       .         .         .             .        .          .          .
      declined      paid    stuck   .         .         .             .        .          .          .
      reversed      unknown unknown .         .         .             .        .          .          .`);
  });

  test('a pushed word counts like an asked one, but never proves that nothing left [T3]', () => {
    hold('push', `
      state         paid    other   declined  reversed  payer-acting  unknown  not-found  no-answer  never-left
      intended      paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      sent          paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      payer-acting  paid    stuck   declined  reversed  .             unknown  unknown    unknown    .
      unknown       paid    stuck   declined  reversed  payer-acting  .        .          .          .
      reversing     .       .       .         reversed  .             .        .          .          .
      stuck         paid    stuck   declined  reversed  .             .        .          .          .
      paid          .       .       .         .         .             .        .          .          .
      declined      paid    stuck   .         .         .             .        .          .          .
      reversed      unknown unknown .         .         .             .        .          .          .`);
  });

  test('the answer to a reverse decides a reverse: reversed, paid when the wallet would not take it back, declined when there never was anything to [T4]', () => {
    hold('reverse', `
      state         paid    other   declined  reversed  payer-acting  unknown  not-found  no-answer  never-left
      intended      paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      sent          paid    stuck   declined  reversed  payer-acting  unknown  unknown    unknown    .
      payer-acting  paid    stuck   declined  reversed  .             unknown  unknown    unknown    .
      unknown       paid    stuck   declined  reversed  payer-acting  .        .          .          .
      reversing     paid    stuck   declined  reversed  .             .        .          .          .
      stuck         paid    stuck   declined  reversed  .             .        .          .          .
      paid          .       .       .         .         .             .        .          .          .
      declined      paid    stuck   .         .         .             .        .          .          .
      reversed      paid    stuck   .         .         .             .        .          .          .`);
  });

  test('a wallet\'s file is its final word: paid in it is paid, also for a charge that is being reversed [T5]', () => {
    for (const state of ['unknown', 'reversing', 'stuck', 'declined', 'reversed'] as const) expect(stateAfter(inState(state), answer('paid', 'file'))).toBe('paid');
  });

  test('a charge request that never left ends it only while nobody was asked [T6]', () => {
    expect(stateAfter({ ...fresh(), asks: 1 }, answer('never-left', 'charge'))).toBe('sent');
    expect(stateAfter({ ...fresh(), state: 'unknown' }, answer('never-left', 'charge'))).toBe('unknown');
  });

  test('another currency is another amount [T7]', () => {
    expect(stateAfter(fresh(), answer('paid', 'ask', { currency: 'USD' }))).toBe('stuck');
    expect(stateAfter(fresh(), answer('paid', 'ask', { amountMinor: null, currency: null }))).toBe('paid');
  });

  test('goods go over the counter on paid alone [T8]', () => {
    const lights = (['intended', 'sent', 'payer-acting', 'unknown', 'reversing', 'stuck', 'paid', 'declined', 'reversed'] as const).map((state) => lightOf({ state }));
    expect(lights).toEqual(['not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet', 'yes', 'no', 'no']);
  });
});

type Said = (act: 'ask' | 'reverse', nth: number) => string;

/** Follows the plan and notes "seconds act" of each step, answering by `said`, until the charge ends or `steps` have been taken. */
function follow(start: Attempt, said: Said, steps: number, from = T0): { plan: string; attempt: Attempt } {
  const timings = WALLET_TIMINGS[start.wallet];
  let attempt = start;
  let now = from;
  const plan: string[] = [];
  for (let step = 0; step < steps; step += 1) {
    const next = nextAct(attempt, timings);
    if (next.act === 'none') break;
    now = Math.max(now, next.dueAt);
    const final = next.act === 'ask' && isFinalAsk(attempt, timings, now);
    plan.push(`${(now - T0) / 1000}${next.act === 'reverse' ? 'R' : final ? 'F' : ''}`);
    if (next.act === 'reverse') attempt = sent(attempt, 'reverse', now);
    attempt = answered(attempt, answer(said(next.act, next.act === 'ask' ? attempt.asks : attempt.reverses), next.act, { askedAt: now, final }), now);
  }
  return { plan: plan.join(' '), attempt };
}

describe('when the till asks and reverses', () => {
  const undecided: Said = (act) => (act === 'ask' ? 'unknown' : 'reversed');

  test('WeChat Pay is asked every 5 s, finally at 45 s, and then reversed [T9]', () => {
    expect(follow(fresh('wechatpay'), undecided, 40).plan).toBe('5 10 15 20 25 30 35 40 45F 45R');
  });

  test('Alipay is asked at 5 s and every 3 s, finally at 30 s, and then reversed [T10]', () => {
    expect(follow(fresh('alipay'), undecided, 40).plan).toBe('5 8 11 14 17 20 23 26 29 30F 30R');
  });

  test('UnionPay is asked at doubling distances, finally at 63 s, and then reversed [T11]', () => {
    expect(follow(fresh('unionpay'), undecided, 40).plan).toBe('1 3 7 15 31 63F 63R');
  });

  test('a reverse without a definite answer is repeated, more slowly each time, for as long as it takes [T12]', () => {
    const { plan, attempt } = follow(fresh('wechatpay'), (act) => (act === 'ask' ? 'unknown' : 'no-answer'), 20);
    expect(plan).toBe('5 10 15 20 25 30 35 40 45F 45R 48R 51R 54R 60R 72R 96R 144R 240R 432R 624R');
    expect(attempt.state).toBe('reversing');
    expect(nextAct(attempt, WALLET_TIMINGS.wechatpay).dueAt - attempt.lastActAt).toBe(192_000);
  });

  test('a silent final ask is not followed by a reverse but by another ask, more slowly each time [T13]', () => {
    const { plan, attempt } = follow(fresh('wechatpay'), () => 'no-answer', 18);
    expect(plan).toBe('5 10 15 20 25 30 35 40 45F 50F 55F 60F 65F 75F 95F 135F 215F 375F');
    expect(attempt.reverses).toBe(0);
    expect(follow(attempt, undecided, 3, T0 + 375_000).plan).toBe('695F 695R');
  });

  test('a charge that was cancelled is asked for and reversed as soon as the wallet takes a reverse, not before 15 s for WeChat Pay [T14]', () => {
    expect(follow(cancel(fresh('wechatpay')), undecided, 9).plan).toBe('5 10 15F 15R');
    expect(follow(cancel(fresh('alipay')), undecided, 9).plan).toBe('0F 0R');
    expect(follow(cancel(fresh('unionpay')), undecided, 9).plan).toBe('0F 0R');
    expect(finalAskMs(cancel(fresh('wechatpay')), WALLET_TIMINGS.wechatpay)).toBe(15_000);
  });

  test('cancelling late asks at once, and a silent ask waits before the next [T15]', () => {
    const late = follow(fresh('wechatpay'), () => 'no-answer', 12).attempt;
    expect(follow(cancel(late), undecided, 4, T0 + 61_000).plan).toBe('61F 61R');
    expect(follow(cancel(late), () => 'no-answer', 4, T0 + 61_000).plan).toBe('61F 71F 91F 131F');
  });

  test('after a long sleep the first ask is the final one, and silence after it does not hammer [T16]', () => {
    expect(follow({ ...fresh('wechatpay'), state: 'unknown' }, undecided, 5, T0 + 3_600_000).plan).toBe('3600F 3600R');
    expect(follow({ ...fresh('wechatpay'), state: 'unknown', asks: 2 }, () => 'no-answer', 4, T0 + 3_600_000).plan).toBe('3600F 3605F 3610F 3615F');
  });

  test('a definite answer ends the plan [T17]', () => {
    for (const word of ['paid', 'declined', 'reversed']) expect(follow(fresh(), (_, nth) => (nth === 2 ? word : 'payer-acting'), 40).plan).toBe('5 10 15');
    expect(nextAct({ ...fresh(), state: 'paid' }, WALLET_TIMINGS.wechatpay)).toEqual({ act: 'none', dueAt: Number.POSITIVE_INFINITY });
  });

  test('a reverse that the wallet refuses because it is paid ends paid [T18]', () => {
    expect(follow(fresh(), (act) => (act === 'ask' ? 'payer-acting' : 'paid'), 40).attempt.state).toBe('paid');
  });

  test('another amount stops the plan until a person cancels, and then it is reversed with a back-off [T19]', () => {
    const stuck = answered(fresh(), answer('other', 'push'), T0 + 7_000);
    expect(stuck.state).toBe('stuck');
    expect(nextAct(stuck, WALLET_TIMINGS.wechatpay).act).toBe('none');
    expect(follow(cancel(stuck), (act) => (act === 'ask' ? 'other' : 'reversed'), 9).attempt.state).toBe('reversed');
    expect(follow(cancel(stuck), () => 'other', 7, T0 + 20_000).plan).toBe('20F 20R 23R 26R 29R 35R 47R');
  });

  test('news of a payment for a reversed charge is asked for freshly before anything is believed [T20]', () => {
    const reversed = follow(fresh('alipay'), undecided, 40).attempt;
    const reopened = answered(reversed, answer('paid', 'push'), T0 + 90_000);
    expect([reopened.state, reopened.endedAt]).toEqual(['unknown', null]);
    expect(follow(reopened, () => 'paid', 3, T0 + 90_000)).toMatchObject({ plan: '90F', attempt: { state: 'paid' } });
    expect(follow(reopened, () => 'reversed', 3, T0 + 90_000)).toMatchObject({ plan: '90F', attempt: { state: 'reversed' } });
  });

  test('evidence is kept in order and never grows past its limit, first words included [T21]', () => {
    let attempt = fresh();
    for (let n = 0; n < 300; n += 1) attempt = answered(attempt, answer('unknown', 'push', { code: `n${n}` }), T0 + n);
    expect(attempt.evidence.length).toBe(80);
    expect(attempt.evidence.slice(0, 2).map((item) => item.what)).toEqual(['intended', 'sent']);
    expect(attempt.evidence.at(-1)?.code).toBe('n299');
    const times = attempt.evidence.map((item) => item.at);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });
});
