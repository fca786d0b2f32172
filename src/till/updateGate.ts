/** Whether the program may be updated now: not while anything waits that another version would have to finish. */
import type { UpdateView } from '#contract/enrolment.ts';
import { emptyBasket } from '#core/basket.ts';
import { acknowledged } from './ship.ts';
import type { CardStore } from './ports.ts';
import type { Storage } from './storage.ts';

/** What is looked at: a running till, or a ledger that is only read. */
export type Looked = { readonly storage: Pick<Storage, 'head' | 'setting' | 'openAttempts' | 'openRefunds' | 'basket'>; readonly ports: { readonly cards?: Pick<CardStore, 'list'> } };

export function updateView({ storage, ports }: Looked): UpdateView {
  const { lines, tenders, attempt } = storage.basket() ?? emptyBasket('');
  const all: UpdateView['waits'] = [
    { what: 'sale', count: lines.length > 0 || tenders.length > 0 || attempt !== null ? 1 : 0 },
    { what: 'charges', count: storage.openAttempts().length },
    { what: 'refunds', count: storage.openRefunds().length },
    { what: 'cards', count: ports.cards?.list().length ?? 0 },
    { what: 'unshipped', count: storage.head().seq - acknowledged({ storage }).seq },
  ];
  const waits = all.filter(({ count }) => count > 0);
  return { may: waits.length === 0, waits };
}
