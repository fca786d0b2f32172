/** The workbench with nothing in hand: no file read yet, everything agrees, everything worked. */
import { useTranslation } from 'react-i18next';
import { CircleCheckBig, CloudDownload, FileDown, FileSearch } from 'lucide-react';
import type { WorkbenchView } from '#contract/views.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/states.tsx';
import { useFetch } from './BenchBar.tsx';
import type { Filter } from './breakList.ts';
import { useOtherSide } from './breakWords.ts';
import { isReadable } from './readable.ts';

export function NoFiles({ view, onImport, onFetched }: { readonly view: WorkbenchView; readonly onImport: () => void; readonly onFetched: () => void }) {
  const { t } = useTranslation();
  const { busy, fetch } = useFetch(view.day, onFetched);
  const otherSide = useOtherSide();
  return (
    <section className="nofiles">
      <Empty icon={FileSearch} title={t('manager.bench.noFiles')}>{t('manager.bench.noFilesHint')}</Empty>
      <div className="nofiles__keys">
        <Button tone="primary" size="touch" icon={FileDown} onClick={onImport}>{t('manager.bench.choose')}</Button>
        {view.wallets.filter(({ wallet }) => isReadable(wallet)).map(({ wallet }) => <Button key={wallet} size="touch" icon={CloudDownload} disabled={busy !== null} onClick={() => fetch(wallet)}>{t(busy === wallet ? 'manager.bench.fetching' : 'manager.bench.fetchFrom', { wallet: otherSide(wallet) })}</Button>)}
      </div>
      <p className="text-13 text-ink-3">{t('manager.import.dropHint')}</p>
    </section>
  );
}

export function NothingOpen({ view, filter }: { readonly view: WorkbenchView; readonly filter: Filter }) {
  const { t } = useTranslation();
  if (filter !== 'open') return <div className="three" />;
  const agrees = view.breaks.length === 0;
  const partly = view.wallets.some((entry) => entry.lines === null);
  return (
    <div className="three nothing">
      <Empty icon={CircleCheckBig} title={t(agrees ? 'manager.bench.agree' : 'manager.bench.allWorked')}>{t(agrees ? 'manager.bench.agreeHint' : 'manager.bench.allWorkedHint')}</Empty>
      {partly && <p className="text-13 text-ink-2">{t('manager.bench.partly')}</p>}
    </div>
  );
}
