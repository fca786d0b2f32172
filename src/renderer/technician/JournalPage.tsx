/** The journal's state: head, what is still to be shipped, how safely it is written, and its proof on demand. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ShieldCheck } from 'lucide-react';
import type { TechnicianView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import type { Reading } from '../state/read.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Lamp } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Backups } from './Backups.tsx';
import { Facts, WithFacts } from './Facts.tsx';

type Journal = TechnicianView['journal'];
/** Characters of a hash that are shown in the table; the whole one is its title. */
const HASH_CHARS = 16;

function Verified({ verified, entries }: { readonly verified: Journal['verified']; readonly entries: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (verified === null) return <p className="service__state"><Lamp state="off" />{t('technician.journal.never')}</p>;
  const time = format.dateTime(verified.at);
  const good = entries === null ? t('technician.journal.okBefore', { time }) : t('technician.journal.ok', { time, count: entries });
  return <p className="service__state" role="status"><Lamp state={verified.ok ? 'yes' : 'no'} />{verified.ok ? good : t('technician.journal.bad', { time, message: verified.message })}</p>;
}

function Head({ journal }: { readonly journal: Journal }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shipped = journal.unsynced === 0 ? t('technician.journal.allShipped') : journal.oldestUnsyncedAt === null ? '' : t('technician.journal.since', { time: format.dateTime(journal.oldestUnsyncedAt) });
  return (
    <section className="card service">
      <h2>{t('technician.journal.head')}</h2>
      <div><p className="big">{t('technician.journal.entry', { seq: format.count(journal.headSeq) })}</p><p className="mono text-ink-2">{journal.headHash}</p></div>
      <Facts rows={[[t('technician.journal.entries'), format.count(journal.entries)], [t('technician.journal.shipped'), t('technician.journal.upTo', { seq: format.count(journal.ackedSeq) })], [t('technician.journal.unsynced'), <span key="unsynced"><b className="font-strong">{format.count(journal.unsynced)}</b> <span className="text-ink-3">{shipped}</span></span>]]} />
    </section>
  );
}

function Storage({ journal, dataDir }: { readonly journal: Journal; readonly dataDir: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const safe = journal.synchronous.toUpperCase() === 'FULL' || journal.synchronous === '2';
  const mebibytes = journal.fileBytes / (1024 * 1024);
  return (
    <section className="card service">
      <h2>{t('technician.journal.file')}</h2>
      <p className="big">{format.count(Number(mebibytes.toFixed(mebibytes < 10 ? 1 : 0)))} MiB</p>
      <p className="service__state"><Lamp state={safe ? 'yes' : 'no'} />{t(safe ? 'technician.journal.syncGood' : 'technician.journal.syncBad')}</p>
      <Facts rows={[[t('technician.journal.synchronous'), journal.synchronous], [t('technician.journal.sqlite'), journal.sqliteVersion], [t('technician.journal.place'), <span key="place" className="mono">{dataDir}</span>]]} />
    </section>
  );
}

function LastEntries({ entries }: { readonly entries: TechnicianView['lastEntries'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="card entries">
      <div className="card__head"><h2>{t('technician.journal.last')}</h2><span className="text-13 text-ink-3">{t('technician.journal.lastHint')}</span></div>
      {entries.length === 0 ? <p className="px-4 pb-4 text-ink-2">{t('technician.journal.noEntries')}</p> : (
        <table className="grid-table">
          <thead><tr><th scope="col" className="num w-28">{t('technician.journal.seq')}</th><th scope="col">{t('technician.journal.at')}</th><th scope="col">{t('technician.journal.kind')}</th><th scope="col">{t('technician.journal.operator')}</th><th scope="col">{t('technician.journal.hash')}</th></tr></thead>
          <tbody>
            {entries.map((entry) => <tr key={entry.seq}><td className="num">{format.count(entry.seq)}</td><td className="whitespace-nowrap">{format.dateTime(entry.at)}</td><td className="mono">{entry.kind}</td><td>{entry.operator === 'system' ? t('technician.journal.byTill') : entry.operator}</td><td className="mono text-ink-3" title={entry.hash}>{entry.hash.slice(0, HASH_CHARS)}…</td></tr>)}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function JournalPage({ reading }: { readonly reading: Reading<TechnicianView> }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [entries, setEntries] = useState<number | null>(null);
  const verify = async () => {
    if (busy) return;
    setBusy(true);
    const result = await act('technician.verify', {});
    setBusy(false);
    setEntries(result?.entries ?? null);
    reading.reload();
  };
  useShortcut('v', t('technician.journal.verify'), () => void verify());
  return (
    <>
      <DeskBar><h1>{t('technician.journal.title')}</h1><span className="grow" /><Button tone="primary" icon={ShieldCheck} keycap="V" disabled={busy} onClick={() => void verify()}>{t(busy ? 'technician.journal.verifying' : 'technician.journal.verify')}</Button></DeskBar>
      <WithFacts reading={reading}>
        {({ journal, backups, lastEntries, dataDir }) => (
          <>
            <section className="card proof"><Verified verified={journal.verified} entries={entries} /><p className="text-13 text-ink-3">{t('technician.journal.verifyText')}</p></section>
            <div className="services services--two"><Head journal={journal} /><Storage journal={journal} dataDir={dataDir} /></div>
            <Backups backups={backups} onMade={reading.reload} />
            <LastEntries entries={lastEntries} />
          </>
        )}
      </WithFacts>
    </>
  );
}
