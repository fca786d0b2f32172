/** The receipt as it is printed. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { maskedCard } from '#core/cardBrand.ts';
import type { ReceiptView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { Money } from '../../ui/Money.tsx';

function Row({ label, children, strong = false }: { readonly label: ReactNode; readonly children: ReactNode; readonly strong?: boolean }) {
  return <div className={`paper__row ${strong ? 'paper__row--strong' : ''}`}><span>{label}</span>{children}</div>;
}

function Lines({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="paper__lines">
      {receipt.lines.map((line) => (
        <Row key={line.line} label={<>{format.name(line.name)}{(line.quantityMilli !== 1_000 || line.unit === 'kg') && <small>{t(line.unit === 'kg' ? 'receipt.timesKg' : 'receipt.times', { quantity: format.quantity(line.quantityMilli), price: format.amount(line.unitMinor) })}</small>}</>}><Money minor={line.grossMinor} bare /></Row>
      ))}
    </div>
  );
}

/** What the customer laid down and did not get back; a rounded sale's own amount would not add up with the change. */
const paidOf = (tender: ReceiptView['tenders'][number]): number => (tender.kind === 'cash' && tender.givenMinor > 0 ? tender.givenMinor - tender.changeMinor : tender.amountMinor);

function Tenders({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  return receipt.tenders.map((tender, index) => (
    <div key={tender.orderId ?? index}>
      <Row label={<>{t(`tender.${tender.wallet ?? 'cash'}`)}{tender.lastFour !== null && <small>{tender.wallet === 'card' ? maskedCard(tender.brand, tender.lastFour) : t('receipt.code', { digits: tender.lastFour })}</small>}{tender.tradeId !== null && <small>{t('receipt.trade', { trade: tender.tradeId })}</small>}</>}><Money minor={paidOf(tender)} bare /></Row>
      {tender.kind === 'cash' && tender.givenMinor > 0 && <><Row label={t('receipt.given')}><Money minor={tender.givenMinor} bare /></Row><Row label={t('receipt.change')}><Money minor={tender.changeMinor} bare /></Row></>}
    </div>
  ));
}

/** What came back for this sale, the difference that it left, and what went back of it. */
function Exchange({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { returns = [], back = [] } = receipt;
  if (returns.length === 0) return null;
  const difference = receipt.totalMinor + receipt.roundingMinor - returns.reduce((sum, one) => sum + one.amountMinor, 0);
  return (
    <div className="paper__lines">
      {returns.map((one) => <div key={one.receipt}><Row label={t('exchange.paper', { receipt: one.receipt })}><Money minor={-one.amountMinor} bare /></Row>{one.lines.map((line) => <Row key={line.line} label={<small>{t('exchange.times', { quantity: format.quantity(line.quantityMilli), name: format.name(line.name) })}</small>}>{null}</Row>)}</div>)}
      <Row strong label={t('exchange.difference')}><Money minor={difference} /></Row>
      {back.map((one, index) => <Row key={index} label={t('exchange.back', { tender: t(`tender.${one.to}`) })}><Money minor={-one.amountMinor} bare /></Row>)}
    </div>
  );
}

export function Paper({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { coupons = [] } = receipt;
  const discountMinor = receipt.discountMinor - coupons.reduce((sum, one) => sum + one.amountMinor, 0);
  return (
    <article className="paper">
      <header><b>{receipt.shop}</b><span>{receipt.till} · {t('receipt.served', { operator: receipt.operator })}</span><span>{format.dateTime(receipt.at)}</span>{receipt.copies > 1 && <b>{t('receipt.copy', { count: receipt.copies - 1 })}</b>}</header>
      <Lines receipt={receipt} />
      {discountMinor > 0 && <Row label={t('receipt.discounts')}><Money minor={-discountMinor} bare /></Row>}
      {coupons.map((one) => <Row key={one.code} label={<>{format.name(one.name)}<small>{t('receipt.coupon', { code: one.code })}</small></>}><Money minor={-one.amountMinor} bare /></Row>)}
      <Row strong label={t('receipt.total')}><Money minor={receipt.totalMinor} rule /></Row>
      {receipt.taxes.map((tax) => <Row key={tax.rateBp} label={t(receipt.taxMode === 'inclusive' ? 'receipt.taxIncluded' : 'receipt.taxAdded', { rate: format.percent(tax.rateBp) })}><Money minor={tax.taxMinor} bare /></Row>)}
      {receipt.roundingMinor !== 0 && <Row label={t('receipt.rounding')}><span className="num">{format.signed(receipt.roundingMinor)}</span></Row>}
      <Exchange receipt={receipt} />
      <div className="paper__lines"><Tenders receipt={receipt} /></div>
      <footer>{t('receipt.title', { receipt: receipt.receipt })} · {t('receipt.entry', { seq: receipt.entrySeq })}</footer>
    </article>
  );
}
