/** Counters of one instance in the Prometheus text form: what was asked, what was answered and how fast; no order, no till, no code. */
import { CHARGEABLE } from '#core/wallets.ts';
import type { Backend } from './backend.ts';

const BUCKETS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

export type Metrics = {
  /** One request answered: its route's pattern, its status, how long it took in ms. */
  request(route: string, status: number, ms: number): void;
  charge(wallet: string, state: string): void;
  text(): string;
};

const label = (value: string) => value.replaceAll(/[\\"\n]/g, '_');

export function newMetrics(): Metrics {
  const requests = new Map<string, number>();
  const charges = new Map<string, number>();
  const buckets = BUCKETS_S.map(() => 0);
  let count = 0;
  let seconds = 0;
  const more = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  return {
    request(route, status, ms) {
      more(requests, `route="${label(route)}",status="${status}"`);
      BUCKETS_S.forEach((limit, index) => { if (ms <= limit * 1_000) buckets[index] = (buckets[index] ?? 0) + 1; });
      count += 1;
      seconds += ms / 1_000;
    },
    charge: (wallet, state) => void more(charges, `wallet="${label(wallet)}",state="${label(state)}"`),
    text() {
      const lines = ['# HELP tillbook_requests_total Requests answered.', '# TYPE tillbook_requests_total counter'];
      for (const [labels, value] of requests) lines.push(`tillbook_requests_total{${labels}} ${value}`);
      lines.push('# HELP tillbook_request_seconds How long an answer took.', '# TYPE tillbook_request_seconds histogram');
      BUCKETS_S.forEach((limit, index) => lines.push(`tillbook_request_seconds_bucket{le="${limit}"} ${buckets[index] ?? 0}`));
      lines.push(`tillbook_request_seconds_bucket{le="+Inf"} ${count}`, `tillbook_request_seconds_sum ${seconds.toFixed(6)}`, `tillbook_request_seconds_count ${count}`);
      lines.push('# HELP tillbook_charge_words_total Changed words of wallets on charges.', '# TYPE tillbook_charge_words_total counter');
      for (const [labels, value] of charges) lines.push(`tillbook_charge_words_total{${labels}} ${value}`);
      return `${lines.join('\n')}\n`;
    },
  };
}

/** What is measured when it is asked for: each wallet's channel and what is under way. */
export function gauges(backend: Backend): string {
  const lines = ['# HELP tillbook_wallet_up Whether a wallet answers: 1, or 0 after two silences.', '# TYPE tillbook_wallet_up gauge'];
  for (const wallet of CHARGEABLE) lines.push(`tillbook_wallet_up{wallet="${wallet}"} ${backend.health.of(wallet).health === 'down' ? 0 : 1}`);
  lines.push('# HELP tillbook_charges_in_flight Charges whose first answer is waited for.', '# TYPE tillbook_charges_in_flight gauge', `tillbook_charges_in_flight ${backend.inFlight.size}`);
  return `${lines.join('\n')}\n`;
}
