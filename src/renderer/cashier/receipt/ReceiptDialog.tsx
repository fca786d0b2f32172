/** A receipt on the screen: as printed, as a code, as PDF; and the way to give goods back. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ArrowLeftRight, FileDown, Undo2 } from 'lucide-react';
import type { ReceiptView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { usePreferences } from '../../state/preferences.ts';
import { useRead } from '../../state/read.ts';
import { showReceipt, useOpenReceipt } from '../../state/receipt.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Chip } from '../../ui/marks.tsx';
import { ProofButton } from '../../ui/ProofButton.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { Paper } from './Paper.tsx';
import { PrintKeys } from './PrintKeys.tsx';
import { Refund } from './Refund.tsx';

const TONES = { intended: 'wait', accepted: 'wait', refunded: 'yes', failed: 'no', unknown: 'wait', exchanged: 'plain' } as const;

async function savePdf(receipt: number, language: 'en' | 'zh' | 'ko'): Promise<void> {
  const file = await act('receipt.pdf', { receipt, language });
  if (file === null) return;
  const bytes = Uint8Array.from(atob(file.base64), (char) => char.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  URL.revokeObjectURL(address);
}

function Refunds({ receipt }: { readonly receipt: ReceiptView }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (receipt.refunds.length === 0) return null;
  return (
    <section className="grid gap-2" aria-live="polite">
      <h3 className="text-14 text-ink-2">{t('receipt.refunds')}</h3>
      {receipt.refunds.map((refund) => <p key={refund.refundId} className="flex flex-wrap items-center gap-2 text-14"><b className="num font-strong">{format.money(refund.amountMinor)}</b><Chip tone={TONES[refund.state]}>{t(`receipt.state.${refund.state}`)}</Chip><span className="text-ink-3">{format.time(refund.at)}</span></p>)}
    </section>
  );
}

function Side({ receipt, onRefund, onExchange }: { readonly receipt: ReceiptView; readonly onRefund: () => void; readonly onExchange: () => void }) {
  const { t } = useTranslation();
  const language = usePreferences((preferences) => preferences.language);
  const sells = useTill((state) => state.shift !== null && state.payment === null && state.basket.tenders.length === 0);
  const printer = useTill((state) => state.channels.some((channel) => channel.name === 'printer' && channel.health !== 'unused'));
  return (
    <aside className="receipt__side">
      <figure className="receipt__qr"><QrCode text={receipt.code} label={t('receipt.qr')} /><figcaption>{t('receipt.qrHint')}</figcaption></figure>
      {printer && <PrintKeys receipt={receipt.receipt} copies={receipt.copies} />}
      <Button size="key" icon={FileDown} onClick={() => void savePdf(receipt.receipt, language === 'en-XA' ? 'en' : language)}>{t('receipt.pdf')}</Button>
      {receipt.tenders.map(({ orderId, wallet }) => (orderId === null ? null : <ProofButton key={orderId} size="key" orderId={orderId} label={t('evidence.proofOf', { wallet: t(`tender.${wallet ?? 'cash'}`) })} />))}
      <Button size="key" icon={Undo2} disabled={receipt.refundableMinor === 0} onClick={onRefund}>{receipt.refundableMinor === 0 ? t('receipt.refundNone') : t('receipt.refund')}</Button>
      {receipt.refundableMinor > 0 && <Button size="key" icon={ArrowLeftRight} disabled={!sells} onClick={onExchange}>{t('exchange.button')}</Button>}
      <Refunds receipt={receipt} />
    </aside>
  );
}

function Open({ number }: { readonly number: number }) {
  const { t } = useTranslation();
  const reading = useRead('receipt.read', { receipt: number });
  const [refunding, setRefunding] = useState<'money' | 'exchange' | null>(null);
  const close = () => showReceipt(null);
  const receipt = reading.value;
  const heardAt = useTill((state) => state.now);
  const moving = receipt?.refunds.some((refund) => refund.state !== 'refunded' && refund.state !== 'failed') ?? false;
  const { reload } = reading;
  const printedAt = useTill((state) => (state.print?.receipt === number && state.print.state !== 'printing' ? state.print.at : 0));
  // The copy's number on the screen is that on the paper.
  useEffect(() => { if (printedAt > 0) reload(); }, [printedAt, reload]);
  // Money on its way back is followed until it has arrived.
  useEffect(() => { if (moving) reload(); }, [moving, heardAt, reload]);
  if (receipt !== null && refunding === 'exchange') return <Refund exchange receipt={receipt} onClose={close} onDone={close} />;
  if (receipt !== null && refunding === 'money') return <Refund receipt={receipt} onClose={close} onDone={() => { setRefunding(null); reading.reload(); }} />;
  return (
    <Dialog title={t('receipt.title', { receipt: number })} size="wide" onClose={close}>
      {receipt === null && (reading.trouble === null ? <Loading rows={8} /> : <Failed trouble={reading.trouble} onRetry={reading.reload} />)}
      {receipt !== null && <div className="receipt"><Paper receipt={receipt} /><Side receipt={receipt} onRefund={() => setRefunding('money')} onExchange={() => setRefunding('exchange')} /></div>}
    </Dialog>
  );
}

export function ReceiptDialog() {
  const number = useOpenReceipt((open) => open.receipt);
  return number === null ? null : <Open key={number} number={number} />;
}
