/** Privacy: what is held of people and why, what leaves the shop, who looked, and erasing a person with its proof. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Download, ShieldCheck, UserX } from 'lucide-react';
import { HOLDINGS, RECIPIENTS } from '#core/personalData.ts';
import type { ErasureView, PrivacyView } from '#contract/privacyCalls.ts';
import { saveText } from '../../state/download.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Seg } from '../../ui/Field.tsx';
import { Chip } from '../../ui/marks.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { AccessLog } from './AccessLog.tsx';
import { EraseDialog, ProofDialog } from './EraseDialog.tsx';
import { useSearched } from './ErasureProof.tsx';
import { Held, Leaves, usePlace, useTimes, useUntil } from './Register.tsx';
import { registerCsv } from './registerCsv.ts';
import './privacy.css';

const TABS = ['held', 'leaves', 'access', 'erased'] as const;
type Tab = (typeof TABS)[number];
const STATE_TONES = { searching: 'wait', waiting: 'wait', done: 'yes' } as const;

function Erasures({ rows, onProof }: { readonly rows: readonly ErasureView[]; readonly onProof: (person: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const searched = useSearched();
  if (rows.length === 0) return <Empty icon={ShieldCheck} title={t('privacy.noErasures')}>{t('privacy.noErasuresHint')}</Empty>;
  return (
    <section className="card privacy__card">
      <ul className="erasures">{rows.map(({ person, state, proof }) => (
        <li key={person}>
          <span className="min-w-0"><b>{t('privacy.number', { person })}</b><small>{proof === null ? '' : `${format.dateTime(proof.at)} · ${proof.by} · ${searched(proof)}`}</small></span>
          {proof === null ? <Chip tone={STATE_TONES[state]}>{t(`privacy.state.${state}`)}</Chip> : <Chip tone={!proof.clean ? 'no' : proof.copies.length > 0 ? 'wait' : 'yes'}>{!proof.clean ? t('privacy.proof.left', { count: proof.left }) : proof.copies.length > 0 ? t('privacy.proof.copies', { count: proof.copies.length }) : t('privacy.proof.clean')}</Chip>}
          <Button aria-label={t('privacy.proofOf', { person })} onClick={() => onProof(person)}>{t('privacy.showProof')}</Button>
        </li>
      ))}</ul>
    </section>
  );
}

/** The rows of the file: both registers, in the words of the screen. */
function useRegister(): (view: PrivacyView) => string[][] {
  const { t } = useTranslation();
  const format = useFormat();
  const until = useUntil();
  const times = useTimes();
  const place = usePlace();
  return ({ holds, leaves }) => [
    [t('privacy.what'), '', t('privacy.whoseIs'), t('privacy.ground'), t('privacy.why'), t('privacy.where'), t('privacy.howMany')],
    ...holds.map(({ id, count }) => [t(`privacy.held.${id}.name`), t(`privacy.held.${id}.what`), t(`privacy.whose.${HOLDINGS[id].whose}`), t(`privacy.grounds.${HOLDINGS[id].ground}`), t(`privacy.held.${id}.why`), `${t(`privacy.wheres.${HOLDINGS[id].where}`)}: ${until(HOLDINGS[id].until)}`, count === null ? '' : String(count)]),
    [],
    [t('privacy.to'), t('privacy.gets'), t('privacy.whoseIs'), t('privacy.ground'), '', t('privacy.last'), ''],
    ...leaves.map((row) => [t(`privacy.leaves.${row.id}.name`), t(`privacy.leaves.${row.id}.what`), t(`privacy.whose.${RECIPIENTS[row.id].whose}`), t(`privacy.grounds.${RECIPIENTS[row.id].ground}`), place(row) ?? '', row.lastAt === null ? '' : format.dateTime(row.lastAt), row.used ? times(row) : t('privacy.notUsed')]),
  ];
}

export function PrivacyPage() {
  const { t } = useTranslation();
  const reading = useRead('privacy.read', {});
  const register = useRegister();
  const [tab, setTab] = useState<Tab>('held');
  const [erasing, setErasing] = useState(false);
  const [proofOf, setProofOf] = useState<string | null>(null);
  const view = reading.value;
  const save = () => { if (view !== null) saveText('privacy-register.csv', registerCsv(register(view))); };
  useShortcut('e', t('privacy.save'), save);
  useShortcut('x', t('privacy.erase'), () => setErasing(true));
  const closeProof = () => {
    setProofOf(null);
    setTab('erased');
    reading.reload();
  };
  return (
    <>
      <DeskBar>
        <h1>{t('privacy.page')}</h1><span className="grow" /><Button icon={Download} keycap="E" disabled={view === null} onClick={save}>{t('privacy.save')}</Button><Button icon={UserX} keycap="X" onClick={() => setErasing(true)}>{t('privacy.erase')}</Button>
      </DeskBar>
      <div className="page privacy">
        <Seg label={t('privacy.tabs')} value={tab} choices={TABS.map((value) => ({ value, label: t(`privacy.tab.${value}`) }))} onChoose={setTab} />
        {tab === 'access' ? <AccessLog /> : view === null ? (reading.trouble === null ? <Loading rows={10} /> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : tab === 'held' ? <Held rows={view.holds} /> : tab === 'leaves' ? <Leaves rows={view.leaves} /> : <Erasures rows={view.erasures} onProof={setProofOf} />}
      </div>
      {erasing && <EraseDialog onClose={() => setErasing(false)} onErased={(person) => { setErasing(false); setProofOf(person); }} />}
      {proofOf !== null && <ProofDialog person={proofOf} onClose={closeProof} />}
    </>
  );
}
