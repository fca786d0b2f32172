/** The customer's display: basket and total, what to do, the result, thanks and change. Nothing personal, no operator, no code. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Ticket } from 'lucide-react';
import type { BasketLineView } from '#contract/views.ts';
import { call } from '../state/act.ts';
import { usePreferences } from '../state/preferences.ts';
import { useTill, useTillStore } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Seg } from '../ui/Field.tsx';
import { LANGUAGE_CHOICES } from '../ui/FrameKeys.tsx';
import { Brand } from '../ui/marks.tsx';
import { Money } from '../ui/Money.tsx';
import { Side } from './Side.tsx';
import './display.css';

function Line({ line }: { readonly line: BasketLineView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { discount } = line;
  // Coupons stand below by themselves.
  const shownMinor = line.totalMinor + (line.couponMinor ?? 0);
  return (
    <li className="li">
      <span>{format.quantity(line.quantityMilli)}{line.unit === 'kg' && ` ${t('basket.kg')}`}</span>
      <span className="li__name"><span className="cut">{format.name(line.name)}</span>{discount !== null && <small>{discount.kind === 'percent' ? t('basket.off', { percent: format.percent(discount.bp) }) : t('basket.offAmount', { amount: format.money(discount.minor) })}</small>}</span>
      <span className="num">{shownMinor !== line.grossMinor && <s>{format.amount(line.grossMinor)}</s>}{format.amount(shownMinor)}</span>
    </li>
  );
}

function Lines() {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = useTill((state) => state.basket.lines);
  const coupons = useTill((state) => state.basket.coupons);
  const box = useRef<HTMLOListElement>(null);
  useEffect(() => { box.current?.scrollTo({ top: box.current.scrollHeight }); }, [lines, coupons]);
  return <ol className="display__lines" ref={box} aria-label={t('display.lines')}>{lines.map((line) => <Line key={line.line} line={line} />)}{coupons?.map(({ code, name, amountMinor, missingMinor }) => <li key={code} className="li li--coupon"><Ticket aria-hidden="true" /><span className="li__name"><span className="cut">{format.name(name)}</span>{missingMinor > 0 && <small>{t('display.couponMissing', { amount: format.money(missingMinor) })}</small>}</span><span className="num">{format.amount(-amountMinor)}</span></li>)}</ol>;
}

function Total() {
  const { t } = useTranslation();
  const format = useFormat();
  const basket = useTill((state) => state.basket);
  const paid = basket.totalMinor - basket.dueMinor;
  return (
    <footer className="tot">
      <div className="tot__notes"><b>{t('display.total')}</b><span>{paid > 0 ? t('display.paidPart', { amount: format.money(paid) }) : basket.discountMinor > 0 && t('display.save', { amount: format.money(basket.discountMinor) })}</span></div>
      <Money minor={basket.totalMinor} big rule={basket.lines.length > 0} className="total" />
    </footer>
  );
}

/** What the customer or the cashier chose for this sale; afterwards this screen's own again. */
function useCustomerLanguage(): void {
  const chosen = useTill((state) => state.displayLanguage ?? null);
  const own = useRef(usePreferences.getState().language);
  useEffect(() => { usePreferences.setState({ language: chosen ?? own.current }); }, [chosen]);
}

function Shown() {
  const { t } = useTranslation();
  useCustomerLanguage();
  const shop = useTill((state) => state.shop.name);
  const language = usePreferences((preferences) => preferences.language);
  return (
    <main className="display">
      <section className="display__list">
        <header className="display__head"><b>{shop}</b><Seg touch label={t('display.language')} value={language === 'en-XA' ? 'en' : language} choices={LANGUAGE_CHOICES} onChoose={(chosen) => void call('display.language', { language: chosen })} /></header>
        <Lines />
        <Total />
      </section>
      <Side />
    </main>
  );
}

export function DisplayApp() {
  const { t } = useTranslation();
  const known = useTillStore((heard) => heard.state !== null);
  const lost = useTillStore((heard) => heard.connection === 'lost');
  if (!known || lost) return <main className="grid h-screen place-items-center" role="status"><div className="grid justify-items-center gap-4 text-22"><Brand /><p className="text-ink-2">{lost ? t('display.closed') : t('connection.connecting')}</p></div></main>;
  return <Shown />;
}
