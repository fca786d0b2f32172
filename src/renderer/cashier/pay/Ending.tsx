/** The end of a sale or of an attempt: one light until it is dismissed. */
import { useTranslation } from 'react-i18next';
import { Printer, ReceiptText } from 'lucide-react';
import type { EndingView, PaymentView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { showReceipt } from '../../state/receipt.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { showPay } from '../counter.ts';
import { DrawerTrouble, PrintState } from '../receipt/PrintState.tsx';
import { Light, type Fact } from './Light.tsx';

function useFacts(ending: EndingView): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const { light, receipt, at, givenMinor, changeMinor, amountMinor, tender } = ending;
  const taken = ending.reason === 'cancelled-refunding' ? { label: t('pay.fact.goesBack'), value: format.money(amountMinor) } : { label: t('pay.fact.taken'), value: format.money(0) };
  if (light === 'no') return [taken, { label: t('pay.fact.answer'), value: format.timeSeconds(at) }, { label: t('pay.fact.basket'), value: t('pay.fact.kept') }];
  const paper = receipt === null ? [] : [{ label: t('pay.fact.receipt'), value: receipt }];
  if (ending.back !== undefined) return [...ending.back.map((one, index) => ({ label: t('exchange.back', { tender: t(`tender.${one.to}`) }), value: format.money(one.amountMinor), large: index === 0 })), ...paper];
  if (tender === 'cash' || changeMinor > 0) return [{ label: t('pay.fact.change'), value: format.money(changeMinor), large: true }, { label: t('pay.fact.given'), value: format.money(givenMinor) }, ...paper];
  // What was handed over at risk is neither paid nor confirmed yet.
  if (ending.reason === 'card-stored' || ending.reason === 'at-risk') return [{ label: t('pay.fact.amount'), value: format.money(amountMinor) }, { label: t('pay.fact.atRisk'), value: format.timeSeconds(at) }, ...paper];
  return [{ label: light === 'yes' ? t('pay.fact.paid') : t('pay.fact.amount'), value: format.money(amountMinor) }, { label: t('pay.fact.at'), value: format.timeSeconds(at) }, ...paper];
}

function Paid({ receipt }: { readonly receipt: number | null }) {
  const { t } = useTranslation();
  const next = () => { showPay(null); void act('pay.dismiss', {}); };
  const printer = useTill((state) => state.channels.some((channel) => channel.name === 'printer' && channel.health !== 'unused'));
  const printed = useTill((state) => receipt !== null && state.print?.receipt === receipt && state.print.state !== 'not-printed');
  const print = receipt !== null && printer && !printed ? () => void act('receipt.print', { receipt, language: null }) : null;
  useShortcut(print === null ? null : 'p', t('print.do'), () => print?.());
  useShortcut('F9', t('pay.newSale'), next);
  useShortcut(receipt === null ? null : 'r', t('pay.showReceipt'), () => showReceipt(receipt));
  return (
    <>
      <Button className="btn--main" keycap="F9" onClick={next}>{t('pay.newSale')}</Button>
      {receipt !== null && <Button icon={ReceiptText} keycap="R" onClick={() => showReceipt(receipt)}>{t('pay.showReceipt')}</Button>}
      {print !== null && <Button icon={Printer} keycap="P" onClick={print}>{t('print.do')}</Button>}
      <span className="light__prints">{receipt !== null && <PrintState receipt={receipt} />}<DrawerTrouble /></span>
      <span className="light__auto">{t('pay.auto')}</span>
    </>
  );
}

function NotPaid({ light }: { readonly light: EndingView['light'] }) {
  const { t } = useTranslation();
  const another = () => { showPay('due'); void act('pay.dismiss', {}); };
  const back = () => { showPay(null); void act('pay.dismiss', {}); };
  useShortcut('F9', t('pay.another'), another);
  useShortcut('Escape', t('pay.back'), back);
  return (
    <>
      <Button className="btn--main" keycap="F9" onClick={another}>{light === 'no' ? t('pay.another') : t('pay.goOn')}</Button>
      <Button keycap="Esc" onClick={back}>{t('pay.back')}</Button>
    </>
  );
}

export function Ending({ ending }: { readonly ending: EndingView }) {
  const facts = useFacts(ending);
  return (
    <Light light={ending.light} tender={ending.tender} saleId={ending.saleId} amountMinor={ending.amountMinor} reason={ending.reason} facts={facts}>
      {ending.light === 'yes' ? <Paid receipt={ending.receipt} /> : <NotPaid light={ending.light} />}
    </Light>
  );
}

/** A charge whose light is already known while its ending is still on the way. */
export function PlainLight({ payment }: { readonly payment: PaymentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <Light light={payment.light} tender={payment.wallet} saleId={payment.saleId} amountMinor={payment.amountMinor} reason={payment.reason} facts={[{ label: t('pay.fact.amount'), value: format.money(payment.amountMinor) }]}>{null}</Light>;
}
