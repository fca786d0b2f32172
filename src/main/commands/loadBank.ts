/** Loads the third book for `tillbook reconcile`: what wallets' files add up to by batch, and what bank and account files show. */
import { createBanking, createSettling } from '#core/matching/settlementBatches.ts';
import type { Banking, Settling } from '#core/matching/settlementBatches.ts';
import { Refusal } from '#core/refusal.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { openStatement } from '#main/adapters/statements/registry.ts';

/** @throws Refusal when a file is refused, or is of the other kind. */
export async function loadBank(statementPaths: readonly string[], bankPaths: readonly string[]): Promise<{ settling: Settling; banking: Banking }> {
  const settling = createSettling();
  const banking = createBanking();
  const seen = new Set<string>();
  for (const path of statementPaths) {
    const opened = await openStatement({ path });
    const hash = await opened.contentHash();
    if (seen.has(hash)) continue;
    seen.add(hash);
    await opened.scan((line) => settling.add(opened.source, line, Buffer.from(line.bytes.buffer, line.bytes.byteOffset + line.tradeStart, line.tradeEnd - line.tradeStart).toString('utf8')));
  }
  for (const path of bankPaths) {
    const opened = await openStatement({ path });
    const { role } = STATEMENT_SOURCES[opened.source];
    if (role !== 'bank' && role !== 'funds') throw new Refusal('bank-is-statement', `${opened.file}: this is ${STATEMENT_SOURCES[opened.source].title}, which shows trades and no bank account. Nothing was compared; give it with --statement.`, { file: opened.file });
    const hash = await opened.contentHash();
    if (seen.has(hash)) continue;
    seen.add(hash);
    await opened.scan((line) => banking.add(opened.source, opened.file, line));
  }
  return { settling, banking };
}
