/** The sandbox's levers: how each pretend wallet behaves, with a sentence for each mode, and its bill files. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FlaskConical, Unplug } from 'lucide-react';
import type { SandboxBehaviour } from '#contract/cloud.ts';
import { act } from '../state/act.ts';
import { useTill } from '../state/till.ts';
import { useRead } from '../state/read.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { WalletMark } from '../ui/marks.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { BillFiles } from './BillFiles.tsx';
import { delayMsOf, hasDelay, MODES } from './modes.ts';

type Mode = SandboxBehaviour['mode'];

function ModeChoice({ wallet, mode, checked, onChoose }: { readonly wallet: string; readonly mode: Mode; readonly checked: boolean; readonly onChoose: () => void }) {
  const { t } = useTranslation();
  return (
    <label className="mode">
      <input type="radio" name={`mode-${wallet}`} checked={checked} onChange={onChoose} />
      <span><b>{t(`technician.box.mode.${mode}`)}</b><small>{t(`technician.box.modeText.${mode}`)}</small></span>
    </label>
  );
}

function WalletLevers({ behaviour, onBehave }: { readonly behaviour: SandboxBehaviour; readonly onBehave: (next: SandboxBehaviour) => void }) {
  const { t } = useTranslation();
  const { wallet, mode, delayMs } = behaviour;
  const [seconds, setSeconds] = useState(String(delayMs / 1_000));
  const typed = delayMsOf(seconds);
  const name = t(`tender.${wallet}`);
  return (
    <fieldset className="card levers">
      <legend className="sr">{t('technician.box.wallet', { wallet: name })}</legend>
      <h2 aria-hidden="true"><WalletMark tender={wallet} />{name}</h2>
      {MODES.map((each) => <ModeChoice key={each} wallet={wallet} mode={each} checked={each === mode} onChoose={() => onBehave({ wallet, mode: each, delayMs })} />)}
      <form className="levers__delay" onSubmit={(event) => { event.preventDefault(); if (typed !== null) onBehave({ wallet, mode, delayMs: typed }); }}>
        <label>{t('technician.box.delay')}<span className="field__box"><input inputMode="decimal" value={seconds} disabled={!hasDelay(mode)} aria-invalid={typed === null} onChange={(event) => setSeconds(event.target.value)} />{t('technician.box.seconds')}</span></label>
        <Button type="submit" disabled={!hasDelay(mode) || typed === null || typed === delayMs}>{t('technician.box.apply')}</Button>
        {typed === null && <p className="field__error" role="alert">{t('technician.box.delayHint')}</p>}
      </form>
    </fieldset>
  );
}

/** Cuts the line at this till: what cashiers see then is what an outage looks like. */
function Drill() {
  const { t } = useTranslation();
  const cut = useTill((state) => state.lineCut === true);
  return (
    <section className="card drill">
      <Unplug aria-hidden="true" />
      <div className="grow"><h2>{t('technician.drill.title')}</h2><p>{t(cut ? 'technician.drill.isCut' : 'technician.drill.isThere')}</p></div>
      <Button size="touch" tone={cut ? 'primary' : 'danger'} onClick={() => void act('sandbox.line', { cut: !cut })}>{t(cut ? 'technician.drill.mend' : 'technician.drill.cut')}</Button>
    </section>
  );
}

export function SandboxPage() {
  const { t } = useTranslation();
  const reading = useRead('sandbox.behaviours', {});
  const [applied, setApplied] = useState<readonly SandboxBehaviour[] | null>(null);
  const behaviours = applied ?? reading.value;
  const behave = async (next: SandboxBehaviour) => {
    const now = await act('sandbox.behave', next);
    if (now !== null) setApplied(now);
  };
  return (
    <>
      <DeskBar><h1>{t('technician.box.title')}</h1></DeskBar>
      <div className="page">
        <p className="sandbox-banner"><FlaskConical aria-hidden="true" /><span><b>{t('technician.box.banner')}</b> {t('technician.box.bannerHint')}</span></p>
        <Drill />
        {behaviours === null ? (reading.trouble === null ? <Loading rows={8} /> : <Failed trouble={reading.trouble} onRetry={reading.reload} />)
          : behaviours.length === 0 ? <Empty icon={FlaskConical} title={t('technician.box.none')}>{t('technician.box.noneHint')}</Empty>
          : <><div className="levers-row">{behaviours.map((behaviour) => <WalletLevers key={behaviour.wallet} behaviour={behaviour} onBehave={(next) => void behave(next)} />)}</div><BillFiles wallets={behaviours.map((behaviour) => behaviour.wallet)} /></>}
      </div>
    </>
  );
}
