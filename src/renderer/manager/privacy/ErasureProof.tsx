/** The proof of an erasure: how far the search is, what was searched, and what was found, each told as what it is. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoaderCircle, ShieldCheck, TriangleAlert } from 'lucide-react';
import { LIMITS } from '#core/limits.ts';
import type { ErasureProof as Proof, ErasureView } from '#contract/privacyCalls.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useRefresh } from '../../state/refresh.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Chip } from '../../ui/marks.tsx';
import { Loading } from '../../ui/states.tsx';

const LOOK_MS = 500;
const IDLE_MS = 60_000;
const MEGABYTE = 1_000_000;
const PATHS_SHOWN_MAX = 20;

export function useSearched(): (so: { readonly files: number; readonly bytes: number }) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ files, bytes }) => t('privacy.searched', { files: format.count(files), size: format.count(Number((bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0))) });
}

function Verdict({ tone, icon, children }: { readonly tone: 'yes' | 'wait' | 'no'; readonly icon: ReactNode; readonly children: ReactNode }) {
  return <p className={`verdict verdict--${tone}`} role="status">{icon}<span>{children}</span></p>;
}

function Copies({ person, proof, onChanged }: { readonly person: string; readonly proof: Proof; readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [sure, setSure] = useState(false);
  const [busy, setBusy] = useState(false);
  const count = proof.copies.length;
  const drop = async () => {
    setBusy(true);
    await act('privacy.dropCopies', { person });
    setBusy(false);
    setSure(false);
    onChanged();
  };
  return (
    <section className="proofpart">
      <h3>{t('privacy.proof.copies', { count })}</h3>
      <p>{t('privacy.proof.copiesHint', { days: LIMITS.backupDaysKept })}{proof.copies.some(({ kind }) => kind === 'copy') && ` ${t('privacy.proof.asideHint')}`}</p>
      <ul className="proofpart__list">{proof.copies.slice(0, PATHS_SHOWN_MAX).map((copy) => <li key={copy.path} className="row gap-3"><span className="mono cut grow">{copy.path}</span><span className="text-ink-3">{format.dateTime(copy.at)}</span></li>)}</ul>
      {sure ? <div className="row gap-3"><b className="grow">{t('privacy.proof.dropSure', { count })}</b><Button disabled={busy} onClick={() => setSure(false)}>{t('ui.cancel')}</Button><Button tone="danger" disabled={busy} onClick={() => void drop()}>{t('privacy.proof.dropYes')}</Button></div>
        : <Button disabled={busy} onClick={() => setSure(true)}>{t('privacy.proof.drop')}</Button>}
    </section>
  );
}

function Files({ proof }: { readonly proof: Proof }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <section className="proofpart">
      <h3>{t('privacy.proof.files')}</h3>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('privacy.proof.files')}>
        <table className="grid-table">
          <thead><tr><th scope="col">{t('privacy.proof.file')}</th><th scope="col" className="num">{t('privacy.proof.name')}</th><th scope="col" className="num">{t('privacy.proof.pin')}</th><th scope="col" className="num">{t('privacy.proof.maybe')}</th></tr></thead>
          <tbody>{proof.elsewhere.slice(0, PATHS_SHOWN_MAX).map((file) => <tr key={file.path}><th scope="row"><span className="mono">{file.path}</span>{file.explained && <small className="block text-ink-3">{t('privacy.proof.explained')}</small>}</th><td className="num">{format.count(file.names)}</td><td className="num">{format.count(file.verifiers)}</td><td className="num">{format.count(file.candidates)}</td></tr>)}</tbody>
        </table>
      </div>
      {proof.tables.length > 0 && <p>{t('privacy.proof.tables', { list: proof.tables.map(({ table, rows }) => `${table} ${rows}`).join(', ') })}</p>}
      {proof.short && <p>{t('privacy.proof.short')}</p>}
    </section>
  );
}

/** Another search, for a name that somebody types: it is in the call and in memory, nowhere else. */
function Again({ person, onBegun }: { readonly person: string; readonly onBegun: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const search = async () => {
    setBusy(true);
    const begun = await act('privacy.search', { person, name: name.trim() });
    setBusy(false);
    if (begun !== null) onBegun();
  };
  return (
    <section className="proofpart">
      <h3>{t('privacy.proof.again')}</h3><p>{t('privacy.proof.againHint')}</p>
      <form className="row gap-3 proofpart__again" onSubmit={(event) => { event.preventDefault(); if (name.trim() !== '' && !busy) void search(); }}><Field bare className="grow" label={t('privacy.proof.againName')} placeholder={t('privacy.proof.againName')} value={name} maxLength={LIMITS.personNameCharsMax} onChange={(event) => setName(event.target.value)} /><Button type="submit" disabled={busy || name.trim() === ''}>{t('privacy.proof.againGo')}</Button></form>
    </section>
  );
}

function Found({ person, proof, onChanged }: { readonly person: string; readonly proof: Proof; readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const searched = useSearched();
  const bare = proof.copies.length === 0 && proof.textCount === 0 && proof.unread.length === 0;
  return (
    <>
      {proof.clean ? <Verdict tone="yes" icon={<ShieldCheck />}>{t(bare ? 'privacy.proof.clean' : 'privacy.proof.cleanBut')}</Verdict> : <Verdict tone="no" icon={<TriangleAlert />}>{t('privacy.proof.left', { count: proof.left })}<small>{t('privacy.proof.leftHint')}</small></Verdict>}
      <dl className="facts">
        <dt>{t('privacy.proof.facts.searched')}</dt><dd>{searched(proof)}</dd>
        <dt>{t('privacy.proof.facts.sought')}</dt><dd>{t(proof.named ? 'privacy.proof.facts.nameAndPin' : 'privacy.proof.facts.pinOnly')}</dd>
        <dt>{t('privacy.proof.facts.log')}</dt><dd>{t('privacy.proof.facts.emptied')}</dd>
        <dt>{t('privacy.proof.facts.by')}</dt><dd>{proof.by}</dd>
        <dt>{t('privacy.proof.facts.at')}</dt><dd>{format.dateTime(proof.at)}</dd>
      </dl>
      {proof.copies.length > 0 && <Copies person={person} proof={proof} onChanged={onChanged} />}
      {proof.textCount > 0 && (
        <section className="proofpart">
          <h3>{t('privacy.proof.texts', { count: proof.textCount })}</h3><p>{t('privacy.proof.textsHint')}</p>
          <p className="proofpart__chips">{proof.texts.slice(0, PATHS_SHOWN_MAX).map(({ seq, at }) => <Chip key={seq}>{t('privacy.proof.entry', { seq: format.count(seq), date: format.dateTime(at) })}</Chip>)}</p>
        </section>
      )}
      {proof.elsewhere.length > 0 && <Files proof={proof} />}
      {proof.unread.length > 0 && <Verdict tone="wait" icon={<TriangleAlert />}>{t('privacy.proof.unread', { count: proof.unread.length, list: proof.unread.slice(0, PATHS_SHOWN_MAX).join(', ') })}</Verdict>}
      <Again person={person} onBegun={onChanged} />
    </>
  );
}

/** Follows an erasure until it is proved. */
export function ErasureProof({ person }: { readonly person: string }) {
  const { t } = useTranslation();
  const searched = useSearched();
  const reading = useRead('privacy.erasures', {});
  const view: ErasureView | null = reading.value?.find((one) => one.person === person) ?? null;
  useRefresh(reading.reload, '', view?.state === 'done' ? IDLE_MS : LOOK_MS);
  if (view === null) return <Loading rows={4} />;
  if (view.state === 'waiting') return <Verdict tone="wait" icon={<TriangleAlert />}>{t('privacy.proof.waiting')}</Verdict>;
  if (view.proof === null) return <Verdict tone="wait" icon={<LoaderCircle className="verdict__turning" />}>{t('privacy.proof.searching')}{view.bytes > 0 && <small>{searched(view)}</small>}</Verdict>;
  return <Found person={person} proof={view.proof} onChanged={reading.reload} />;
}
