/** A scanner that types: three scans of a code on the screen teach how it does; kept or forgotten, and proved by a timed scan. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { GraduationCap, ScanLine } from 'lucide-react';
import { showNotice } from '../state/act.ts';
import { UNLEARNT, type WedgeSettings } from '../state/wedge.ts';
import { forgetWedgeSettings, hasLearntWedge, keepWedgeSettings, wedgeSettings } from '../state/wedgeLearning.ts';
import type { Learnt } from '../state/wedgeLearn.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Lamp } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { TestDialog } from './devices/TestDialog.tsx';
import { VendorCode } from './devices/VendorCode.tsx';
import { Facts } from './Facts.tsx';
import { LESSON_CODE, LESSON_SCANS, useLesson, type Lesson } from './useLesson.ts';

type Row = readonly [name: string, value: string];

function useRows(): (settings: WedgeSettings) => readonly Row[] {
  const { t } = useTranslation();
  return ({ prefix, suffix, layout }) => [
    [t('technician.wedge.facts.prefix'), prefix === '' ? t('technician.wedge.prefix.none') : t('technician.wedge.prefix.some', { text: prefix })],
    [t('technician.wedge.facts.suffix'), t(`technician.wedge.suffix.${suffix}`)], [t('technician.wedge.facts.layout'), t(`technician.wedge.layout.${layout}`)],
  ];
}

/** What else the technician may do about it; the till reads the scanner all the same. */
function advice({ settings, controlKeys }: Extract<Learnt, { readonly ok: true }>): readonly ('us' | 'suffix' | 'control')[] {
  return [...(settings.layout === 'us' ? ['us' as const] : []), ...(settings.suffix === 'none' ? ['suffix' as const] : []), ...(controlKeys > 0 ? ['control' as const] : [])];
}

function Outcome({ learnt, onKeep, onDrop }: { readonly learnt: Learnt; readonly onKeep: (settings: WedgeSettings) => void; readonly onDrop: () => void }) {
  const { t } = useTranslation();
  const rows = useRows();
  if (!learnt.ok) return <div className="grid gap-2" role="alert"><p className="device__state"><Lamp state="no" /><b>{t('technician.wedge.nothingLearnt')}</b></p><p>{t(`technician.wedge.why.${learnt.why}`)}</p></div>;
  return (
    <div className="grid gap-3">
      <p className="device__state" role="status"><Lamp state={learnt.settings.layout === 'us' ? 'wait' : 'yes'} /><b>{t('technician.wedge.learnt')}</b></p>
      <Facts rows={[...rows(learnt.settings), [t('technician.wedge.facts.speed'), t('technician.wedge.speed', { ms: learnt.meanGapMs })], [t('technician.wedge.facts.control'), t('technician.wedge.control', { count: learnt.controlKeys })]]} />
      {advice(learnt).map((one) => <p key={one} className="text-13 text-ink-2">{t(`technician.wedge.todo.${one}`)}</p>)}
      <div className="flex flex-wrap gap-2"><Button size="touch" tone="primary" onClick={() => onKeep(learnt.settings)}>{t('technician.wedge.keep')}</Button><Button size="touch" onClick={onDrop}>{t('technician.wedge.discard')}</Button></div>
    </div>
  );
}

function Progress({ lesson, onStop }: { readonly lesson: Extract<Lesson, { readonly phase: 'running' }>; readonly onStop: () => void }) {
  const { t } = useTranslation();
  useShortcut('Escape', t('technician.wedge.stop'), onStop);
  return (
    <div className="grid gap-3">
      <p className="wedge__scans" role="status">{Array.from({ length: LESSON_SCANS }, (_, index) => <Lamp key={index} state={index < lesson.done ? 'yes' : 'off'} />)}<b>{t('technician.wedge.progress', { done: lesson.done, count: LESSON_SCANS })}</b></p>
      <p className="text-13 text-ink-2">{t('technician.wedge.typedMeanwhile')}</p>
      <div><Button size="touch" onClick={onStop}>{t('technician.wedge.stop')}</Button></div>
    </div>
  );
}

function Here({ learnt, onForget }: { readonly learnt: boolean; readonly onForget: () => void }) {
  const { t } = useTranslation();
  const rows = useRows();
  return (
    <section className="card service">
      <h2>{t('technician.wedge.here')}</h2>
      <p className="device__state"><Lamp state={learnt ? 'yes' : 'off'} /><span>{t(learnt ? 'technician.wedge.taught' : 'technician.wedge.unlearnt')}</span></p>
      <Facts rows={rows(learnt ? wedgeSettings() : UNLEARNT)} />
      <p className="text-13 text-ink-3">{t('technician.wedge.hereHint')}</p>
      <div><Button disabled={!learnt} onClick={onForget}>{t('technician.wedge.forget')}</Button></div>
    </section>
  );
}

export function WedgePage() {
  const { t } = useTranslation();
  const { lesson, start, drop } = useLesson();
  const [learnt, setLearnt] = useState(hasLearntWedge);
  const [testing, setTesting] = useState(false);
  const idle = lesson.phase !== 'running';
  const begin = t(lesson.phase === 'over' ? 'technician.wedge.again' : 'technician.wedge.start');
  const test = () => { drop(); setTesting(true); };
  useShortcut(idle ? 'l' : null, begin, start);
  useShortcut(idle ? 't' : null, t('technician.wedge.test'), test);
  const keep = (settings: WedgeSettings) => {
    keepWedgeSettings(settings);
    setLearnt(true);
    drop();
    showNotice({ key: 'technician.wedge.kept', values: {} });
  };
  const forget = () => {
    forgetWedgeSettings();
    setLearnt(false);
    showNotice({ key: 'technician.wedge.forgotten', values: {} });
  };
  return (
    <>
      <DeskBar>
        <h1>{t('technician.wedge.title')}</h1><span className="grow" />
        <Button icon={ScanLine} keycap="T" disabled={!idle} onClick={test}>{t('technician.wedge.test')}</Button>
        <Button tone={lesson.phase === 'none' ? 'primary' : 'plain'} icon={GraduationCap} keycap="L" disabled={!idle} onClick={start}>{begin}</Button>
      </DeskBar>
      <div className="page printer wedge">
        <section className="card service">
          <h2>{t('technician.wedge.lesson')}</h2>
          <p className="text-ink-2">{t('technician.wedge.intro')}</p>
          <figure className="testcode"><VendorCode barcode={{ text: LESSON_CODE, symbology: 'code128' }} label={t('technician.wedge.codeLabel', { text: LESSON_CODE })} /><figcaption>{t('technician.wedge.scanThis', { count: LESSON_SCANS })} · <span className="mono">{LESSON_CODE}</span></figcaption></figure>
          {lesson.phase === 'none' ? <p className="text-13 text-ink-3">{t('technician.wedge.ready')} {t('technician.wedge.testHint')}</p> : lesson.phase === 'running' ? <Progress lesson={lesson} onStop={drop} /> : <Outcome learnt={lesson.learnt} onKeep={keep} onDrop={drop} />}
        </section>
        <Here learnt={learnt} onForget={forget} />
      </div>
      {testing && <TestDialog device={{ id: '', kind: 'keyboard', mode: 'keyboard', product: t('technician.wedge.title') }} onClose={() => setTesting(false)} />}
    </>
  );
}
