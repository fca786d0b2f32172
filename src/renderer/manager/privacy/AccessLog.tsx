/** Who looked at, exported, changed or erased personal data: asked for with a reason, the newest first, further back by a key. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ScanSearch } from 'lucide-react';
import { LOOK_REASONS, type LookReason } from '#core/personalData.ts';
import type { AccessPage, AccessView } from '#contract/privacyCalls.ts';
import { act, call } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, Loading } from '../../ui/states.tsx';

const NEEDS_REASON = 'look-reason-needed';

function Why({ busy, onLook }: { readonly busy: boolean; readonly onLook: (reason: LookReason) => void }) {
  const { t } = useTranslation();
  const [reason, setReason] = useState<LookReason>('routine');
  return (
    <section className="card privacy__why">
      <h2>{t('privacy.look.title')}</h2>
      <p>{t('privacy.look.hint')}</p>
      <fieldset className="choices">
        <legend className="sr">{t('privacy.look.reason')}</legend>
        {LOOK_REASONS.map((value) => <label key={value} className="choice" data-on={value === reason}><input type="radio" name="look" checked={value === reason} onChange={() => setReason(value)} /><b>{t(`privacy.reasons.${value}`)}</b></label>)}
      </fieldset>
      <Button tone="primary" disabled={busy} onClick={() => onLook(reason)}>{t('privacy.look.on')}</Button>
    </section>
  );
}

function Row({ row }: { readonly row: AccessView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const exported = row.kind === 'data.exported';
  const did = exported ? t('privacy.acts.exported', { what: t(`privacy.exportOf.${row.what}`, { defaultValue: row.what }) }) : t(`privacy.acts.${row.what.replaceAll('.', '-')}`, { defaultValue: row.what });
  const detail = row.detail === null ? null : row.kind === 'personal-data.read' ? t(`privacy.reasons.${row.detail}`, { defaultValue: row.detail }) : row.detail;
  return <tr><td className="privacy__when">{format.dateTime(row.at)}</td><td>{row.by}</td><th scope="row">{did}{detail !== null && <small>{detail}</small>}</th><td>{row.about ?? '–'}</td><td className="num text-ink-3">{format.count(row.seq)}</td></tr>;
}

export function AccessLog() {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(true);
  const [pages, setPages] = useState<readonly AccessPage[]>([]);
  // Somebody who gave a reason a moment ago sees the list at once.
  useEffect(() => {
    let current = true;
    void call('privacy.access', { before: null, reason: null }).then((reply) => {
      if (!current) return;
      setBusy(false);
      if (reply.ok) setPages([reply.value]);
      else setAsking(true);
    });
    return () => { current = false; };
  }, []);
  const look = useCallback(async (before: number | null, reason: LookReason | null) => {
    setBusy(true);
    const reply = await call('privacy.access', { before, reason });
    setBusy(false);
    if (reply.ok) setPages((known) => (before === null ? [reply.value] : [...known, reply.value]));
    if (reply.ok || reply.code === NEEDS_REASON) setAsking(!reply.ok);
    else await act('privacy.access', { before, reason });
  }, []);
  const last = pages.at(-1);
  if (asking) return <Why busy={busy} onLook={(reason) => void look(null, reason)} />;
  if (last === undefined) return <Loading rows={8} />;
  const rows = pages.flatMap((page) => page.rows);
  return (
    <section className="card privacy__card">
      {rows.length === 0 ? <Empty icon={ScanSearch} title={t('privacy.none')} /> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('privacy.tab.access')}>
          <table className="grid-table privacy__table">
            <thead><tr><th scope="col">{t('privacy.when')}</th><th scope="col">{t('privacy.who')}</th><th scope="col">{t('privacy.did')}</th><th scope="col">{t('privacy.about')}</th><th scope="col" className="num">{t('privacy.entry')}</th></tr></thead>
            <tbody>{rows.map((row) => <Row key={row.seq} row={row} />)}</tbody>
          </table>
        </div>
      )}
      <div className="row gap-3 privacy__foot"><span className="grow text-ink-3" role="status">{last.more ? t('privacy.back', { seq: format.count(last.lookedTo), date: last.lookedAt === null ? '' : format.dateTime(last.lookedAt) }) : t('privacy.backAll')}</span>{last.more && <Button disabled={busy} onClick={() => void look(last.lookedTo, null)}>{t('privacy.further')}</Button>}</div>
    </section>
  );
}
