/** How each wallet's channel fares, judged by real answers alone. */
import type { PaymentMethod } from '#core/wallets.ts';
import { CHARGEABLE } from '#core/wallets.ts';

type Health = 'ok' | 'slow' | 'down' | 'unused';

/** An answer slower than this makes the channel `slow`. */
const SLOW_MS = 2_000;
/** This many silences in a row make it `down`; one real answer ends that. */
const SILENCES_DOWN = 2;

export type WalletHealth = {
  /** Runs one call to a wallet, watching whether and how fast it answers. */
  watch<Answer extends { readonly silent: boolean }>(wallet: PaymentMethod, call: () => Promise<Answer>): Promise<Answer>;
  of(wallet: PaymentMethod): { health: Health; lastAnswerMs: number | null };
  /** UTC ms of its last answer; null since the start. */
  lastAnswerAt(wallet: PaymentMethod): number | null;
};

export function walletHealth(): WalletHealth {
  const seen = new Map([...CHARGEABLE, 'card' as const].map((wallet) => [wallet, { silences: 0, lastAnswerMs: null as number | null, lastAnswerAt: null as number | null }]));
  const entry = (wallet: PaymentMethod) => seen.get(wallet) ?? { silences: 0, lastAnswerMs: null, lastAnswerAt: null };
  return {
    async watch(wallet, call) {
      const start = performance.now();
      const answer = await call();
      const state = entry(wallet);
      if (answer.silent) {
        state.silences += 1;
      } else {
        state.silences = 0;
        state.lastAnswerAt = Date.now();
        state.lastAnswerMs = Math.round((performance.now() - start) * 10) / 10;
      }
      return answer;
    },
    lastAnswerAt: (wallet) => entry(wallet).lastAnswerAt,
    of(wallet) {
      const { silences, lastAnswerMs } = entry(wallet);
      if (silences >= SILENCES_DOWN) return { health: 'down', lastAnswerMs };
      if (lastAnswerMs === null) return { health: 'unused', lastAnswerMs };
      return { health: lastAnswerMs > SLOW_MS ? 'slow' : 'ok', lastAnswerMs };
    },
  };
}
