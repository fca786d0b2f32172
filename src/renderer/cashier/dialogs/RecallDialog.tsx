/** Held baskets, to be taken up again. */
import { useTranslation } from 'react-i18next';
import { PauseCircle } from 'lucide-react';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Money } from '../../ui/Money.tsx';
import { Empty } from '../../ui/states.tsx';

export function RecallDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const held = useTill((state) => state.held);
  const recall = async (id: string) => { if ((await act('basket.recall', { id })) !== null) onClose(); };
  return (
    <Dialog title={t('basket.recallTitle')} hint={held.length === 0 ? undefined : t('basket.recallHint')} onClose={onClose}>
      {held.length === 0 && <Empty icon={PauseCircle} title={t('basket.recallNone')}>{t('basket.recallNoneHint')}</Empty>}
      <div className="grid gap-2">
        {held.map((entry) => (
          <button key={entry.id} type="button" className="btn btn--money justify-between text-16" onClick={() => void recall(entry.id)}>
            <span className="grid text-left"><b className="font-strong">{t('basket.items', { count: entry.itemCount })}</b><small className="text-13 font-regular text-ink-3">{t('basket.heldBy', { operator: entry.operator, time: format.time(entry.at) })}{(entry.paidMinor ?? 0) > 0 && ` · ${t('basket.heldPaid', { amount: format.money(entry.paidMinor ?? 0) })}`}</small></span>
            <Money minor={entry.totalMinor} />
          </button>
        ))}
      </div>
    </Dialog>
  );
}
