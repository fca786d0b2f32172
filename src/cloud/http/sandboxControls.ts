/** The sandbox's levers over HTTP: there only where a wallet is a sandbox. */
import { z } from 'zod';
import { CLOUD_PATHS, SandboxBehaviour, SandboxBills, SandboxCustomer } from '#contract/cloud.ts';
import type { SandboxBook } from '#contract/cloud.ts';
import { readBillSettings } from '../connectors/sandbox/bills.ts';
import type { Book } from '../connectors/sandbox/book.ts';
import { advanceClock, readBehaviours, readBook, sandboxNow, setBehaviour, setBillSettings } from '../connectors/sandbox/controls.ts';
import { readShownCode, scanShown, setCustomers } from '../connectors/sandbox/shown.ts';
import type { Backend } from '../backend.ts';
import { beginWallet } from '../offer.ts';
import { findOffer } from '../offerRows.ts';
import { CloudRefusal } from '../ports.ts';
import { checked } from './server.ts';
import type { Signed } from './server.ts';

/** To the year 2200: a slip of units is refused. */
const ClockMove = z.strictObject({ now: z.int().min(0).max(7_258_118_400_000) });

export function sandboxControls(signed: Signed, book: Book, backend: Backend): void {
  signed('GET', CLOUD_PATHS.sandboxBehaviour, ({ store }) => readBehaviours(book, store));
  signed('PUT', CLOUD_PATHS.sandboxBehaviour, async ({ store }, _request, body) => {
    await setBehaviour(book, store, checked(SandboxBehaviour, body));
    return { ok: true };
  });
  signed('PUT', CLOUD_PATHS.sandboxCustomer, async ({ store }, _request, body) => {
    const { wallet, orderId, mode, delayMs, content } = checked(SandboxCustomer, body);
    if (orderId !== null && content !== undefined) await readShownCode(book, store, { wallet, orderId, content });
    const offer = orderId === null ? null : await findOffer(book.sql, store, { orderId });
    if (offer !== null) await beginWallet(backend, offer, wallet);
    if (orderId === null) await setCustomers(book, store, { wallet, mode, delayMs });
    else if (mode === null || !(await scanShown(book, store, { wallet, orderId, mode, delayMs }))) {
      throw new CloudRefusal(409, 'nothing-to-scan', 'no code is shown for this order, or it is over or paid already; nobody scanned anything');
    }
    return { ok: true };
  });
  signed('GET', CLOUD_PATHS.sandboxBook, ({ store }): Promise<SandboxBook> => readBook(book, store));
  signed('GET', CLOUD_PATHS.sandboxClock, async ({ store }) => ({ now: await sandboxNow(book, store) }));
  signed('PUT', CLOUD_PATHS.sandboxClock, async ({ store }, _request, body) => ({ now: await advanceClock(book, store, checked(ClockMove, body).now) }));
  signed('GET', CLOUD_PATHS.sandboxBills, ({ store }): Promise<SandboxBills> => readBillSettings(book, store));
  signed('PUT', CLOUD_PATHS.sandboxBills, async ({ store }, _request, body) => {
    await setBillSettings(book, store, checked(SandboxBills, body));
    return { ok: true };
  });
}
