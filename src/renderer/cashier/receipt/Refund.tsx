/** Giving goods back from a receipt: which lines, how many, why; a manager approves when the till asks for it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Minus, Plus } from 'lucide-react';
import type { BasketLineView, ReceiptView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { ReasonPicker } from '../../ui/ReasonPicker.tsx';

const PIECE = 1_000;
type Chosen = Readonly<Record<number, number>>;

/** Pieces go back one by one, weighed goods whole. */
const stepOf = (line: BasketLineView): number => (line.unit === 'kg' ? line.quantityMilli : PIECE);

function Row({ line, milli, onMilli }: { readonly line: BasketLineView; readonly milli: number; readonly onMilli: (milli: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = format.name(line.name);
  const step = stepOf(line);
  return (
    <div className="refund__row" aria-current={milli > 0}>
      <span className="cut font-medium">{name}</span>
      <IconButton label={t('receipt.oneFewer', { name })} icon={Minus} disabled={milli === 0} onClick={() => onMilli(Math.max(0, milli - step))} />
      <span className="num">{format.quantity(milli)} <small className="text-ink-3">{t('receipt.of', { quantity: format.quantity(line.quantityMilli) })}</small></span>
      <IconButton label={t('receipt.oneMore', { name })} icon={Plus} disabled={milli >= line.quantityMilli} onClick={() => onMilli(Math.min(line.quantityMilli, milli + step))} />
      <span className="num font-strong">{format.amount(line.totalMinor)}</span>
    </div>
  );
}

/** `exchange`: the goods come back into the open basket instead of for money. */
export function Refund({ receipt, exchange = false, onClose, onDone }: { readonly exchange?: boolean; readonly receipt: ReceiptView; readonly onClose: () => void; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [chosen, setChosen] = useState<Chosen>({});
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const lines = receipt.lines.map((line) => ({ line: line.line, quantityMilli: chosen[line.line] ?? 0 })).filter((line) => line.quantityMilli > 0);
  const ready = lines.length > 0 && reason.trim() !== '' && !busy;
  const go = async () => {
    setBusy(true);
    const done = await act(exchange ? 'exchange.bring' : 'refund.start', { receipt: receipt.receipt, lines, reason: reason.trim() });
    setBusy(false);
    if (done !== null) onDone();
  };
  const all = () => setChosen(Object.fromEntries(receipt.lines.map((line) => [line.line, line.quantityMilli])));
  const foot = <Button tone="primary" size="money" money disabled={!ready} onClick={() => void go()}>{ready || busy ? t(exchange ? 'exchange.go' : 'receipt.go') : t('receipt.choose')}</Button>;
  return (
    <Dialog title={t(exchange ? 'exchange.dialog' : 'receipt.refundTitle', { receipt: receipt.receipt })} hint={`${t(exchange ? 'exchange.hint' : 'receipt.refundHint')} ${t('receipt.refundable', { amount: format.money(receipt.refundableMinor) })}`} size="wide" onClose={onClose} foot={foot}>
      <div className="flex gap-2"><Button size="touch" onClick={all}>{t('receipt.all')}</Button><Button size="touch" onClick={() => setChosen({})}>{t('receipt.none')}</Button></div>
      <div>{receipt.lines.map((line) => <Row key={line.line} line={line} milli={chosen[line.line] ?? 0} onMilli={(milli) => setChosen({ ...chosen, [line.line]: milli })} />)}</div>
      <ReasonPicker usual={[t('receipt.reasons.unwanted'), t('receipt.reasons.damaged'), t('receipt.reasons.wrong')]} value={reason} onChange={setReason} />
    </Dialog>
  );
}
