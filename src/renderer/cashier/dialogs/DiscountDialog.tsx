/** A discount on a line (percent or amount) or on the whole basket (percent); a manager approves when the till asks for it. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketLineView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Seg } from '../../ui/Field.tsx';
import { Keypad, useAmount } from '../../ui/Keypad.tsx';
import { Money } from '../../ui/Money.tsx';

const USUAL_BP = [500, 1_000, 2_000, 5_000] as const;
const BP_MAX = 10_000;
type Kind = 'percent' | 'amount';

/** Null takes the discount off. */
function send(line: BasketLineView | null, kind: Kind, value: number | null): Promise<unknown> {
  if (line === null) return act('basket.discountAll', { bp: value ?? 0 });
  if (value === null || value === 0) return act('basket.discountLine', { line: line.line, discount: null });
  return act('basket.discountLine', { line: line.line, discount: kind === 'percent' ? { kind, bp: value } : { kind, minor: value } });
}

function Usual({ onChoose }: { readonly onChoose: (bp: number) => void }) {
  const format = useFormat();
  return <div className="grid grid-cols-4 gap-2">{USUAL_BP.map((bp) => <Button key={bp} size="key" money className="px-0" onClick={() => onChoose(bp)}>{format.percent(bp)}</Button>)}</div>;
}

export function DiscountDialog({ line, onClose }: { readonly line: BasketLineView | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const basketBp = useTill((state) => state.basket.basketDiscountBp);
  const [kind, setKind] = useState<Kind>(line?.discount?.kind ?? 'percent');
  const percent = useAmount(null, BP_MAX / 100);
  const amount = useAmount(null, line?.grossMinor ?? 0);
  const entry = kind === 'percent' ? percent : amount;
  const value = entry.minor === null ? null : kind === 'percent' ? entry.minor * 100 : entry.minor;
  const go = async (wanted: number | null, as: Kind = kind) => { if ((await send(line, as, wanted)) !== null) onClose(); };
  const has = line === null ? basketBp > 0 : line.discount !== null;
  return (
    <Dialog title={line === null ? t('basket.discountAllTitle') : t('basket.discountTitle', { name: format.name(line.name) })} onClose={onClose}>
      {line !== null && <Seg<Kind> touch label={t('basket.discount')} value={kind} choices={[{ value: 'percent', label: t('basket.percent') }, { value: 'amount', label: t('basket.amount') }]} onChoose={setKind} />}
      {kind === 'percent' ? <p className={`num text-64 leading-none font-heavy ${value === null ? 'text-ink-3' : ''}`}>{format.percent(value ?? 0)}</p> : <Money minor={value ?? 0} big className={`block text-64 leading-none font-heavy ${value === null ? 'text-ink-3' : ''}`} />}
      {kind === 'percent' && <Usual onChoose={(bp) => void go(bp, 'percent')} />}
      <Keypad layout="amount" onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />
      <div className="grid grid-cols-2 gap-2">
        <Button size="money" className="px-2" disabled={!has} onClick={() => void go(null)}>{t('basket.discountNone')}</Button>
        <Button tone="primary" size="money" money disabled={value === null} onClick={() => void go(value)}>{t('basket.set')}</Button>
      </div>
    </Dialog>
  );
}
