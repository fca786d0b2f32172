/** The workbench's bar: which day, whose files are read, fetching from a wallet, importing. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check, ChevronLeft, ChevronRight, CloudDownload, FileDown, Landmark } from 'lucide-react';
import type { WorkbenchView } from '#contract/views.ts';
import type { PaymentMethod } from '#core/wallets.ts';
import { call, showNotice, showTrouble } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { useOtherSide } from './breakWords.ts';
import { isBankRead, isReadable } from './readable.ts';

function DaySwitch({ view, onDay }: { readonly view: WorkbenchView; readonly onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const days = view.days.toSorted();
  const at = days.indexOf(view.day);
  const [before, after] = [days[at - 1], days[at + 1]];
  return (
    <span className="row dayswitch">
      <IconButton size="desk" icon={ChevronLeft} label={t('manager.bench.previousDay')} disabled={before === undefined} onClick={() => { if (before !== undefined) onDay(before); }} />
      <select aria-label={t('manager.bench.chooseDay')} value={view.day} onChange={(event) => onDay(event.target.value)}>
        {days.toReversed().map((day) => <option key={day} value={day}>{format.weekday(day)}</option>)}
      </select>
      <IconButton size="desk" icon={ChevronRight} label={t('manager.bench.nextDay')} disabled={after === undefined} onClick={() => { if (after !== undefined) onDay(after); }} />
    </span>
  );
}

/** Asks the backend for the wallet's file of the day; says in words what came of it. */
export function useFetch(day: string, onFetched: () => void): { readonly busy: PaymentMethod | null; readonly fetch: (wallet: PaymentMethod) => void } {
  const { t } = useTranslation();
  const format = useFormat();
  const [busy, setBusy] = useState<PaymentMethod | null>(null);
  const ask = async (wallet: PaymentMethod) => {
    setBusy(wallet);
    showTrouble(null);
    // Not `act`: its null could be a refusal or a wallet that has no file yet.
    const reply = await call('statement.fetch', { wallet, day });
    setBusy(null);
    const values = { wallet: t(wallet === 'card' ? 'channel.card' : `tender.${wallet}`), day: format.weekday(day) };
    if (!reply.ok) showTrouble(reply);
    else if (reply.value === null) showNotice({ key: 'manager.import.noFetch', values });
    else {
      showNotice({ key: reply.value.repeated ? 'manager.import.fetchedAgain' : 'manager.import.fetched', values: { ...values, count: reply.value.file.lines } });
      onFetched();
    }
  };
  return { busy, fetch: (wallet) => void ask(wallet) };
}

function WalletFile({ wallet, lines, fetching, onFetch }: { readonly wallet: PaymentMethod; readonly lines: number | null; readonly fetching: boolean; readonly onFetch: () => void }) {
  const { t } = useTranslation();
  const otherSide = useOtherSide();
  if (lines === null && !isReadable(wallet)) return <span className="file"><WalletMark tender={wallet} size="sm" named /><span className="text-ink-3">{t('manager.bench.bankNotRead')}</span></span>;
  if (lines === null) return <button type="button" className="btn btn--quiet file" disabled={fetching} title={t('manager.bench.fetchLabel', { wallet: otherSide(wallet) })} onClick={onFetch}><WalletMark tender={wallet} size="sm" named /><CloudDownload /><span className="file__words">{t(fetching ? 'manager.bench.fetching' : 'manager.bench.fetch')}</span></button>;
  return (
    <span className="file" title={t('manager.bench.readLabel', { wallet: t(`tender.${wallet}`), count: lines })}>
      <WalletMark tender={wallet} size="sm" named /><span className="file__count" aria-hidden="true">{lines}</span><span className="file__words">{t('manager.bench.lines', { count: lines })}</span><Check className="file__read" aria-hidden="true" />
    </span>
  );
}

function Files({ view, onFetched }: { readonly view: WorkbenchView; readonly onFetched: () => void }) {
  const { t } = useTranslation();
  const { busy, fetch } = useFetch(view.day, onFetched);
  return (
    <div className="files">
      {view.wallets.map(({ wallet, lines }) => <WalletFile key={wallet} wallet={wallet} lines={lines} fetching={busy === wallet} onFetch={() => fetch(wallet)} />)}
      <span className="file file--bank"><Landmark aria-hidden="true" /><span>{t('manager.bench.bank')}{!isBankRead(view) && <span className="text-ink-3"> {t('manager.bench.bankNotRead')}</span>}</span>{isBankRead(view) && <Check className="file__read" aria-hidden="true" />}</span>
    </div>
  );
}

export function BenchBar({ view, onDay, onImport, onFetched }: { readonly view: WorkbenchView | null; readonly onDay: (day: string) => void; readonly onImport: () => void; readonly onFetched: () => void }) {
  const { t } = useTranslation();
  return (
    <DeskBar>
      <h1>{t('manager.bench.page')}</h1>
      {view !== null && <><DaySwitch view={view} onDay={onDay} /><Files view={view} onFetched={onFetched} /></>}
      <span className="grow" />
      <Button icon={FileDown} keycap="I" onClick={onImport}>{t('manager.bench.import')}</Button>
    </DeskBar>
  );
}
