/** Another price for a line; a manager approves when the till asks for it. */
import { useTranslation } from 'react-i18next';
import type { BasketLineView } from '#contract/views.ts';
import { act } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Keypad, useAmount } from '../../ui/Keypad.tsx';
import { Money } from '../../ui/Money.tsx';

export function PriceDialog({ line, onClose }: { readonly line: BasketLineView; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const entry = useAmount(line.unitMinor);
  const send = async () => { if (entry.minor !== null && (await act('basket.price', { line: line.line, unitMinor: entry.minor })) !== null) onClose(); };
  return (
    <Dialog title={t('basket.priceTitle', { name: format.name(line.name) })} hint={t('basket.priceHint', { unit: t(line.unit === 'kg' ? 'basket.kg' : 'basket.piece'), price: format.money(line.unitMinor) })} onClose={onClose}>
      <Money minor={entry.minor ?? 0} big className={`block text-64 leading-none font-heavy ${entry.minor === null ? 'text-ink-3' : ''}`} />
      <Keypad layout="amount" onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />
      <Button tone="primary" size="money" money disabled={entry.minor === null} onClick={() => void send()}>{t('basket.set')}</Button>
    </Dialog>
  );
}
