/** How many, or how heavy. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BasketLineView } from '#contract/views.ts';
import { LIMITS } from '#core/limits.ts';
import { act } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keypad } from '../../ui/Keypad.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';

const PIECE = 1_000;

/** Weights are keyed in grams, pieces one by one. */
function Entry({ line, onClose }: { readonly line: BasketLineView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const weighed = line.unit === 'kg';
  const scale = weighed ? 1 : PIECE;
  const [milli, setMilli] = useState(line.quantityMilli);
  const [fresh, setFresh] = useState(true);
  const set = (next: number) => { setFresh(false); if (next <= LIMITS.quantityMilliMax) setMilli(next); };
  const send = async () => { if ((await act('basket.quantity', { line: line.line, quantityMilli: milli })) !== null) onClose(); };
  useShortcut('Enter', null, () => void send());
  return (
    <>
      <p className="text-center text-64 leading-none font-heavy">{format.quantity(milli)}{weighed && <small className="ml-2 text-22 font-medium text-ink-3">{t('basket.kg')}</small>}</p>
      {!weighed && <div className="grid grid-cols-2 gap-2"><Button size="key" disabled={milli <= PIECE} onClick={() => set(milli - PIECE)}>−1</Button><Button size="key" onClick={() => set(milli + PIECE)}>+1</Button></div>}
      <Keypad layout="pin" onDigits={(digit) => set((fresh ? 0 : milli * 10) + Number(digit) * scale)} onDelete={() => set(Math.trunc(milli / scale / 10) * scale)} onClear={() => set(0)} />
      <Button tone="primary" size="money" onClick={() => void send()}>{milli === 0 ? t('basket.remove') : t('basket.set')}</Button>
    </>
  );
}

export function QuantityDialog({ line, onClose }: { readonly line: BasketLineView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return <Dialog title={t(line.unit === 'kg' ? 'basket.weightTitle' : 'basket.quantityTitle', { name: format.name(line.name) })} onClose={onClose}><Entry line={line} onClose={onClose} /></Dialog>;
}
