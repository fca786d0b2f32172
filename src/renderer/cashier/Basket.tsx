/** The basket: what is in it, what can be done with a line, the total, and Pay. */
import { useTranslation } from 'react-i18next';
import { Check, Ellipsis, History, Lock, Pause, Percent, ScanBarcode, Tag, Ticket, Trash2, Hash, Undo2, type LucideIcon } from 'lucide-react';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button, IconButton, KeyCap, withoutEnter } from '../ui/Button.tsx';
import { Chip } from '../ui/marks.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { Money } from '../ui/Money.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Coupons } from './Coupons.tsx';
import { Returns, returnedOf } from './Returns.tsx';
import { BasketLines } from './BasketLines.tsx';
import { useChosenLine } from './chosenLine.ts';
import { openDialog, showPay, useCounter } from './counter.ts';

/** Up to `9,999.99` stands in the largest size. */
const LONG_TOTAL_CHARS = 8;

function Head({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const count = useTill((state) => state.basket.itemCount);
  const held = useTill((state) => state.held.length);
  const empty = useTill((state) => state.basket.lines.length === 0 && state.basket.returns === undefined);
  return (
    <header className="basket__head">
      <h1>{t('basket.title')}</h1><span className="text-ink-3">{t('basket.items', { count })}</span><span className="grow" />
      {!locked && (
        <>
          <Button tone="quiet" size="touch" icon={History} onClick={() => openDialog('recall')}>{t('basket.recall')}{held > 0 && <Chip tone="accent">{held}</Chip>}</Button>
          <Menu trigger={<IconButton label={t('basket.more')} icon={Ellipsis} disabled={empty} />}>
            <MenuItem icon={Percent} onSelect={() => openDialog('discount-all')}>{t('basket.discountAll')}</MenuItem>
            <MenuItem icon={Ticket} onSelect={() => openDialog('coupon')}>{t('coupon.add')}</MenuItem>
            <MenuItem icon={Trash2} onSelect={() => openDialog('void')}>{t('basket.void')}</MenuItem>
          </Menu>
        </>
      )}
    </header>
  );
}

function LineKey({ icon: Icon, label, keyName, disabled, onPress }: { readonly icon: LucideIcon; readonly label: string; readonly keyName: string; readonly disabled: boolean; readonly onPress: () => void }) {
  useShortcut(disabled ? null : keyName, label, onPress);
  return <button type="button" className="linekey" disabled={disabled} onClick={onPress}><Icon />{label}</button>;
}

function LineKeys() {
  const { t } = useTranslation();
  const line = useChosenLine();
  const none = line === null;
  return (
    <div className="linekeys">
      <LineKey icon={Hash} label={t('basket.quantity')} keyName="q" disabled={none} onPress={() => openDialog('quantity')} />
      <LineKey icon={Tag} label={t('basket.price')} keyName="p" disabled={none} onPress={() => openDialog('price')} />
      <LineKey icon={Percent} label={t('basket.discount')} keyName="d" disabled={none} onPress={() => openDialog('discount')} />
      <LineKey icon={Pause} label={t('basket.hold')} keyName="h" disabled={none} onPress={() => void act('basket.hold', {})} />
      <LineKey icon={Trash2} label={t('basket.remove')} keyName="Delete" disabled={none} onPress={() => { if (line !== null) void act('basket.remove', { line: line.line }); }} />
    </div>
  );
}

/** What stands where Pay was, when Pay has no meaning. */
function PayPlace({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const payment = useTill((state) => state.payment !== null);
  const ending = useTill((state) => state.ending);
  const empty = useTill((state) => state.basket.lines.length === 0);
  const stopped = useTill((state) => state.stopped !== null || state.shift === null);
  const ready = !locked && !empty && !stopped;
  const format = useFormat();
  const exchange = useTill((state) => state.basket.returns !== undefined);
  const due = useTill((state) => state.basket.dueMinor);
  const free = useTill((state) => state.basket.coupons !== undefined && state.basket.dueMinor === 0);
  const covered = (exchange && due <= 0) || free;
  const word = !covered ? t('basket.pay') : empty ? t('exchange.needs') : due < 0 ? t('exchange.give', { amount: format.money(-due) }) : t(exchange ? 'exchange.finish' : 'coupon.finish');
  const go = () => { if (covered) void act('exchange.finish', {}); else showPay('due'); };
  useShortcut(ready ? 'F9' : null, word, go);
  if (!locked) {
    return <button type="button" className={ready ? 'pay on-solid' : 'pay pay--none'} disabled={!ready} onKeyDown={withoutEnter} onClick={go}>{word}{<KeyCap>F9</KeyCap>}</button>;
  }
  const [Icon, text] = ending?.light === 'yes' ? [Check, ending.receipt === null ? t('basket.paidPlain') : t('basket.paid', { receipt: ending.receipt })] as const
    : ending !== null ? [Undo2, t('basket.kept')] as const
    : payment ? [Lock, t('basket.locked')] as const
    : [ScanBarcode, t('basket.scanMore')] as const;
  return <div className="pay pay--busy" role="status"><Icon />{text}</div>;
}

function Sum({ locked }: { readonly locked: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const basket = useTill((state) => state.basket);
  const inclusive = useTill((state) => state.shop.taxMode === 'inclusive');
  const empty = basket.lines.length === 0;
  const returned = returnedOf(basket);
  const paid = basket.totalMinor - basket.dueMinor - returned;
  // Of an exchange the difference is what counts.
  const shown = returned > 0 ? Math.abs(basket.totalMinor - returned) : basket.totalMinor;
  const title = returned === 0 ? t('basket.total') : basket.totalMinor === returned ? t('exchange.even') : t(basket.totalMinor > returned ? 'exchange.toPay' : 'exchange.toGive');
  // The amount is never cut: a long one is set smaller.
  const long = format.amount(shown).length > LONG_TOTAL_CHARS;
  return (
    <footer className="sum">
      <div className="sum__row">
        <div className={`sum__notes ${returned > 0 ? 'sum__notes--wrap' : ''}`}>
          <b>{title}</b>
          <span>{basket.discountMinor > 0 && t('basket.discounts', { amount: format.money(-basket.discountMinor) })}</span>
          <span>{paid > 0 ? t('basket.paidPart', { amount: format.money(paid) }) : returned > 0 ? t('exchange.worth', { total: format.money(basket.totalMinor), returned: format.money(returned) }) : !empty && t(inclusive ? 'basket.taxIncluded' : 'basket.taxAdded', { amount: format.money(basket.taxMinor) })}</span>
        </div>
        <Money minor={shown} big rule={!empty} className={`total ${empty ? 'total--none' : ''} ${long ? 'total--long' : ''}`} />
      </div>
      <PayPlace locked={locked} />
    </footer>
  );
}

export function Basket() {
  const { t } = useTranslation();
  const paying = useCounter((counter) => counter.pay !== null);
  const busy = useTill((state) => state.payment !== null || state.ending !== null);
  const empty = useTill((state) => state.basket.lines.length === 0);
  const locked = busy || (paying && !empty);
  return (
    <section className={`basket ${locked ? 'basket--locked' : ''}`} aria-label={t('basket.title')}>
      <Head locked={locked} />
      <BasketLines locked={locked} />
      <Coupons locked={locked} />
      <Returns locked={locked} />
      {!locked && <LineKeys />}
      <Sum locked={locked} />
    </section>
  );
}
