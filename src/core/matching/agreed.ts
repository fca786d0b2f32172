/** Pairs that agree in all, taken out before the ladder: what agrees disappears, and only its sums and its number are kept. */
import { BATCH_REALS, BATCH_WORDS, codeOf, IN_AMOUNT, IN_AT, IN_FEE, IN_HASH, IN_KIND, IN_LINE, IN_NAMES, IN_ORDER, IN_ORIGINAL, IN_STATUS, IN_TRADE } from './batch.ts';
import type { Batch } from './batch.ts';
import type { Books } from './books.ts';
import { ENTRY, ENTRY_LEDGER, ENTRY_STATEMENT, hashOf } from './orders.ts';
import { amountAt, CURRENCIES_MAX, currencyAt, feeAt, fileAt, kindAt, lineAt, nextOf, orderAt, originalAt, statusAt, timeAt, tradeAt, WALLETS_MAX, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import { plainMatch } from './sameOrderId.ts';
import { copyText } from './texts.ts';

/** `ledgerMinor` and `statementMinor`: minor units by place of the currency's name. */
export type Agreed = { readonly pairs: number; readonly currencies: readonly string[]; readonly ledgerMinor: readonly number[]; readonly statementMinor: readonly number[] };

/** The rows of all other orders, those of the statement by the number of their file. */
export type Rest = { readonly ledger: readonly number[]; readonly statement: readonly (readonly number[])[] };

/** Parts books into the pairs that rule 1 would match as they stand, and all other rows. Every row must have an order id. */
export function agreedOf(books: Books): { readonly agreed: Agreed; readonly rest: Rest } {
  const { ledger, statement, orders: { entries, count } } = books;
  const [ledgerMinor, statementMinor] = [books.currencies.map(() => 0), books.currencies.map(() => 0)];
  const rest = { ledger: [] as number[], statement: books.files.map((): number[] => []) };
  let pairs = 0;
  for (let order = 0; order < count; order += 1) {
    const ledgerRow = (entries[order * ENTRY + ENTRY_LEDGER] as number) - 1;
    const statementRow = (entries[order * ENTRY + ENTRY_STATEMENT] as number) - 1;
    if (ledgerRow >= 0 && statementRow >= 0 && plainMatch(ledger, ledgerRow, statement, statementRow)) {
      pairs += 1;
      addTo(ledgerMinor, ledger, ledgerRow);
      addTo(statementMinor, statement, statementRow);
      continue;
    }
    for (let row = ledgerRow; row >= 0; row = nextOf(ledger, row)) rest.ledger.push(row);
    for (let row = statementRow; row >= 0; row = nextOf(statement, row)) rest.statement[fileAt(statement, row)]?.push(row);
  }
  return { agreed: { pairs, currencies: books.currencies, ledgerMinor, statementMinor }, rest };
}

/** Counts pairs that agreed elsewhere as matched here. */
export function addAgreed(books: Books, { pairs, currencies, ledgerMinor, statementMinor }: Agreed): void {
  books.agreed.pairs += pairs;
  for (const [place, name] of currencies.entries()) {
    const code = codeOf(books.currencies, name, CURRENCIES_MAX, 'currencies');
    for (const sums of [books.agreed.ledgerMinor, books.ledger.sums]) sums[code] = (sums[code] as number) + (ledgerMinor[place] ?? 0);
    for (const sums of [books.agreed.statementMinor, books.statement.sums]) sums[code] = (sums[code] as number) + (statementMinor[place] ?? 0);
  }
}

/** Puts a row of the books into a batch that has room, as it once came in one. */
export function putBack(batch: Batch, books: Books, side: Side, row: number): void {
  const { reals, words, texts, rows } = batch;
  const real = rows * BATCH_REALS;
  reals[real + IN_AMOUNT] = amountAt(side, row);
  reals[real + IN_FEE] = feeAt(side, row);
  reals[real + IN_AT] = timeAt(side, row);
  const word = rows * BATCH_WORDS;
  const copy = (ref: number) => (ref === 0 ? 0 : copyText(texts, books.texts.words, ref));
  const order = copy(books.orders.entries[(orderAt(side, row) - 1) * ENTRY] as number);
  words[word + IN_ORDER] = order;
  words[word + IN_TRADE] = copy(tradeAt(side, row));
  words[word + IN_ORIGINAL] = copy(originalAt(side, row));
  words[word + IN_HASH] = hashOf(texts.words, order);
  words[word + IN_KIND] = kindAt(side, row);
  const wallet = side === books.ledger ? codeOf(batch.wallets, books.wallets[walletAt(side, row)] ?? '', WALLETS_MAX, 'wallets') : 0;
  words[word + IN_NAMES] = codeOf(batch.currencies, books.currencies[currencyAt(side, row)] ?? '', CURRENCIES_MAX, 'currencies') | (wallet << 8);
  words[word + IN_STATUS] = statusAt(side, row);
  words[word + IN_LINE] = lineAt(side, row);
  batch.rows = rows + 1;
}

function addTo(sums: number[], side: Side, row: number): void {
  const currency = currencyAt(side, row);
  sums[currency] = (sums[currency] ?? 0) + amountAt(side, row);
}
