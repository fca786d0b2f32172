/** The proved copies of the ledger, and one more on demand. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Copy } from 'lucide-react';
import type { TechnicianView } from '#contract/views.ts';
import { act } from '../state/act.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { Lamp, type LampState } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';

const SHOWN = 4;

/** The lamp and the sentence: a failed last try outranks an older good copy. */
function standing(backups: TechnicianView['backups']): { lamp: LampState; key: 'failed' | 'good' | 'none' } {
  if (backups.lastTried?.ok === false) return { lamp: 'no', key: 'failed' };
  return backups.list.length === 0 ? { lamp: 'wait', key: 'none' } : { lamp: 'yes', key: 'good' };
}

export function Backups({ backups, onMade }: { readonly backups: TechnicianView['backups']; readonly onMade: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [busy, setBusy] = useState(false);
  const make = async () => {
    if (busy) return;
    setBusy(true);
    await act('technician.backup', {});
    setBusy(false);
    onMade();
  };
  useShortcut('b', t('technician.backup.make'), () => void make());
  const { lamp, key } = standing(backups);
  const newest = backups.list[0];
  return (
    <section className="card service backups">
      <div className="backups__head"><h2>{t('technician.backup.title')}</h2><Button icon={Copy} keycap="B" disabled={busy} onClick={() => void make()}>{t(busy ? 'technician.backup.making' : 'technician.backup.make')}</Button></div>
      <p className="service__state" role="status"><Lamp state={lamp} />{t(`technician.backup.${key}`, { time: newest === undefined ? '' : format.dateTime(newest.at), failedAt: backups.lastTried === null ? '' : format.dateTime(backups.lastTried.at) })}</p>
      <p className="text-13 text-ink-2">{t('technician.backup.hint')} <span className="mono">{backups.folder}</span></p>
      {backups.list.length > 0 && (
        <table className="grid-table">
          <thead><tr><th scope="col">{t('technician.backup.at')}</th><th scope="col" className="num">{t('technician.backup.upTo')}</th><th scope="col" className="num">MiB</th><th scope="col">{t('technician.backup.proof')}</th></tr></thead>
          <tbody>{backups.list.slice(0, SHOWN).map((backup) => <tr key={backup.name}><td className="whitespace-nowrap">{format.dateTime(backup.at)}</td><td className="num">{format.count(backup.seq)}</td><td className="num">{format.count(Number((backup.bytes / 1_048_576).toFixed(1)))}</td><td className="mono text-ink-3" title={backup.hash}>{backup.hash.slice(0, 16)}…</td></tr>)}</tbody>
        </table>
      )}
    </section>
  );
}
