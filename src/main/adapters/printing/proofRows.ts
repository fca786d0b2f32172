/** What stands on a payment's proof, row by row: the order, its state, every step with time, code, entry number and hash. */
import { maskedCard } from '#core/cardBrand.ts';
import type { ProofRow, ProofView } from '#contract/views.ts';
import { PROOF_WORDS, whatOf, type ProofWords } from './proofWords.ts';
import type { Row } from './receiptRows.ts';
import { figure, moment, printable, WORDS, type Language } from './receiptWords.ts';

const pair = (left: string, right: string): Row => ({ kind: 'pair', left, right: printable(right), style: 'body' });
const under = (left: string, right = ''): Row => ({ kind: 'pair', left, right, style: 'small', indent: true });

/** `2026-11-22 23:02:27.481 GMT+8`. */
function exactly(at: number, timeZone: string): string {
  return printable(moment(at, timeZone)).replace(/(\d\d:\d\d:\d\d)/, `$1.${String(((at % 1_000) + 1_000) % 1_000).padStart(3, '0')}`);
}

export function proofRows(proof: ProofView, language: Language, timeZone: string): Row[] {
  const words = PROOF_WORDS[language];
  const { wallets } = WORDS[language];
  const masked = proof.wallet === 'card' ? maskedCard(proof.brand, proof.lastFour) : proof.lastFour === '' ? '' : `${WORDS[language].code} ${proof.lastFour}`;
  return [
    { kind: 'text', text: printable(proof.shop), style: 'shop' }, { kind: 'text', text: words.title, style: 'total' }, { kind: 'text', text: words.lead, style: 'small' },
    { kind: 'mark', text: words.states[proof.state] }, { kind: 'gap' },
    { kind: 'pair', left: `${words.amount} ${printable(proof.currency)}`, right: figure(proof.amountMinor, proof.currency), style: 'total', final: true },
    pair(words.method, [wallets[proof.wallet], masked].filter((part) => part !== '').join(' · ')), pair(words.order, proof.orderId), pair(words.trade, proof.tradeId ?? words.none),
    pair(words.receipt, proof.receipt === null ? words.none : String(proof.receipt)), pair(words.sale, proof.saleId), pair(WORDS[language].till, proof.till),
    pair(words.began, exactly(proof.startedAt, timeZone)), pair(words.made, exactly(proof.at, timeZone)),
    ...(proof.atRisk ? [{ kind: 'text', text: words.atRisk, style: 'sum' } as const] : []),
    { kind: 'rule' }, { kind: 'text', text: words.trail, style: 'sum' },
    ...proof.rows.flatMap((row) => step(row, proof, words, timeZone)),
    ...(proof.more ? [{ kind: 'text', text: words.more, style: 'sum' } as const] : []),
    { kind: 'rule' }, pair(words.head, String(proof.head.seq)), { kind: 'text', text: proof.head.hash, style: 'small' }, { kind: 'text', text: words.headHint, style: 'small' },
  ];
}

function step(row: ProofRow, proof: ProofView, words: ProofWords, timeZone: string): Row[] {
  const amount = row.amountMinor === null ? '' : figure(row.amountMinor, proof.currency);
  const asked = row.askedAt === null ? '' : `${words.askedAt} ${exactly(row.askedAt, timeZone).slice(11, 23)}, ${words.took} ${Math.max(0, row.at - row.askedAt)} ms`;
  const detail = [asked, row.code === null ? '' : printable(row.code)].filter((part) => part !== '').join(' · ');
  return [
    { kind: 'gap' }, pair(printable(whatOf(row, words)), exactly(row.at, timeZone).slice(0, 23)),
    ...(detail === '' ? [] : [under(detail)]), under(`${words.entry} ${row.seq} · ${row.hash}`, amount),
  ];
}
