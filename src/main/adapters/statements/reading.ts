/** The till's door for statement files: bytes in, the normal form out, or one clear refusal. */
import { STATEMENT_SOURCES } from '#core/statement.ts';
import { Refusal } from '#core/refusal.ts';
import { isChargeable } from '#core/wallets.ts';
import type { StatementReading } from '#till/ports.ts';
import { readStatement } from './registry.ts';

export function statementReading(): StatementReading {
  return {
    async read(bytes, name) {
      const statement = await readStatement({ bytes, name });
      const { wallet } = STATEMENT_SOURCES[statement.source];
      if (!isChargeable(wallet)) throw new Refusal('statement-other-wallet', 'This shop does not take that wallet. Nothing was imported.', { file: name });
      return { ...statement, wallet };
    },
  };
}
