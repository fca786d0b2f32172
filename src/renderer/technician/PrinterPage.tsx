/** The receipt printer: how it stands in a sentence, its settings, its tests, and the virtual one's paper. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Inbox, Printer as PrinterIcon, RefreshCw, Save } from 'lucide-react';
import { PRETENCES, type PrinterSettings, type PrinterView } from '#contract/printer.ts';
import type { TillCallName, TillInput } from '#contract/till.ts';
import { act, showNotice } from '../state/act.ts';
import { useRead } from '../state/read.ts';
import { useRefresh } from '../state/refresh.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Field, Seg } from '../ui/Field.tsx';
import { LANGUAGE_CHOICES } from '../ui/FrameKeys.tsx';
import { Chip, Lamp, type LampState } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { Facts } from './Facts.tsx';

const REFRESH_MS = 15_000;
const TONES = { printed: 'yes', 'not-printed': 'no', unknown: 'wait' } as const;

type Standing = { readonly lamp: LampState; readonly text: string };

function useStanding(): (view: PrinterView) => Standing {
  const { t } = useTranslation();
  return ({ settings, status }) => {
    if (settings.kind === 'none') return { lamp: 'off', text: t('technician.printer.off_') };
    if (status === null) return { lamp: 'off', text: t('technician.printer.unasked') };
    if (status.trouble !== null) return { lamp: status.trouble === 'cannot-tell' ? 'off' : 'no', text: t(`printerTrouble.${status.trouble}`) };
    return status.paper === 'low' ? { lamp: 'wait', text: t('technician.printer.low') } : { lamp: 'yes', text: t('technician.printer.well') };
  };
}

function State({ view }: { readonly view: PrinterView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lamp, text } = useStanding()(view);
  const { status, last } = view;
  const unknown = <span className="text-ink-3">{t('technician.printer.unknown')}</span>;
  return (
    <section className="card service">
      <h2>{t('technician.printer.status')}</h2>
      <p className="service__state" role="status"><Lamp state={lamp} />{text}</p>
      {last === null ? <p className="text-13 text-ink-3">{t('technician.printer.never')}</p> : (
        <p className="text-13 flex flex-wrap items-center gap-2"><span className="text-ink-3">{t('technician.printer.last')}</span>{t(`technician.printer.what.${last.what}`)}<Chip tone={TONES[last.outcome.outcome]}>{last.what === 'kick' && last.outcome.outcome === 'printed' ? t('technician.printer.kicked') : t(`technician.printer.outcome.${last.outcome.outcome}`)}</Chip><span className="text-ink-3">{format.timeSeconds(last.at)}</span>{last.outcome.reason !== null && <span className="text-ink-2">{t(`printerTrouble.${last.outcome.reason}`)}</span>}</p>
      )}
      {status !== null && (
        <Facts rows={[
          [t('technician.printer.facts.paper'), status.paper === null ? unknown : t(`technician.printer.paper.${status.paper}`)], [t('technician.printer.facts.cover'), status.cover === null ? unknown : t(`technician.printer.cover.${status.cover}`)],
          [t('technician.printer.facts.drawer'), status.drawerPin === null ? unknown : t(`technician.printer.pin.${status.drawerPin}`)], [t('technician.printer.facts.answer'), status.answerMs === null ? unknown : t('technician.printer.ms', { ms: status.answerMs })], [t('technician.printer.facts.asked'), format.timeSeconds(status.at)],
        ]} />
      )}
    </section>
  );
}

type Change = <Name extends keyof PrinterSettings>(name: Name, value: PrinterSettings[Name]) => void;

function Switch({ label, value, onChange }: { readonly label: string; readonly value: boolean; readonly onChange: (value: boolean) => void }) {
  const { t } = useTranslation();
  return <div className="setting"><span>{label}</span><Seg label={label} value={value ? 'on' : 'off'} choices={[{ value: 'on', label: t('technician.printer.on') }, { value: 'off', label: t('technician.printer.off') }]} onChoose={(chosen) => onChange(chosen === 'on')} /></div>;
}

const BAUDS = [9_600, 19_200, 38_400, 57_600, 115_200] as const;

function Line({ form, change }: { readonly form: PrinterSettings; readonly change: Change }) {
  const { t } = useTranslation();
  if (form.kind !== 'tcp' && form.kind !== 'file') return null;
  return (
    <>
      <div className="setting setting--wide"><Field label={t('technician.printer.address')} hint={t(`technician.printer.addressHint.${form.kind}`)} value={form.address} onChange={(event) => change('address', event.target.value)} /></div>
      {form.kind === 'file' && /tty|serial|rfcomm|cu\./.test(form.address) && <div className="setting"><span>{t('technician.printer.baud')}</span><Seg label={t('technician.printer.baud')} value={String(form.baud)} choices={BAUDS.map((baud) => ({ value: String(baud), label: String(baud) }))} onChoose={(baud) => change('baud', BAUDS.find((one) => String(one) === baud) ?? 9_600)} /></div>}
      <Switch label={t('technician.printer.answers')} value={form.answers} onChange={(value) => change('answers', value)} />
      {!form.answers && <p className="text-13 text-ink-2">{t('technician.printer.answersHint')}</p>}
    </>
  );
}

function Settings({ settings, onSaved }: { readonly settings: PrinterSettings; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(settings);
  const change: Change = (name, value) => setForm((before) => ({ ...before, [name]: value }));
  const changed = JSON.stringify(form) !== JSON.stringify(settings);
  const save = async () => {
    if (await act('printer.set', { ...form, address: form.address.trim() }) === null) return;
    showNotice({ key: 'technician.printer.saved', values: {} });
    onSaved();
  };
  const kinds = (['none', 'tcp', 'file', 'virtual'] as const).map((value) => ({ value, label: t(`technician.printer.kinds.${value}`) }));
  const pages = (['raster', 'cp437', 'cp858', 'windows1252'] as const).map((value) => ({ value, label: t(`technician.printer.codePages.${value}`) }));
  return (
    <section className="card service settings">
      <div className="setting"><span>{t('technician.printer.kind')}</span><Seg label={t('technician.printer.kind')} value={form.kind} choices={kinds} onChoose={(kind) => change('kind', kind)} /></div>
      <Line form={form} change={change} />
      {form.kind !== 'none' && (
        <>
          <div className="setting"><span>{t('technician.printer.width')}</span><Seg label={t('technician.printer.width')} value={form.widthMm === 80 ? '80' : '58'} choices={[{ value: '80', label: t('technician.printer.mm', { mm: 80 }) }, { value: '58', label: t('technician.printer.mm', { mm: 58 }) }]} onChoose={(mm) => change('widthMm', mm === '80' ? 80 : 58)} /></div>
          <div className="setting"><span>{t('technician.printer.letters')}</span><Seg label={t('technician.printer.letters')} value={form.codePage} choices={pages} onChoose={(page) => change('codePage', page)} /></div>
          <p className="text-13 text-ink-3">{t('technician.printer.lettersHint')}</p>
          <div className="setting"><span>{t('technician.printer.language')}</span><Seg label={t('technician.printer.language')} value={form.language} choices={LANGUAGE_CHOICES} onChoose={(language) => change('language', language)} /></div>
          <Switch label={t('technician.printer.auto')} value={form.auto} onChange={(value) => change('auto', value)} />
          <Switch label={t('technician.printer.cut')} value={form.cut} onChange={(value) => change('cut', value)} />
          <Switch label={t('technician.printer.drawer')} value={form.drawer} onChange={(value) => change('drawer', value)} />
        </>
      )}
      <div className="flex items-center gap-3"><Button tone="primary" icon={Save} disabled={!changed} onClick={() => void save()}>{t('technician.printer.save')}</Button>{changed && <span className="text-13 text-ink-2">{t('technician.printer.unsaved')}</span>}</div>
    </section>
  );
}

function Virtual({ view, ask }: { readonly view: PrinterView; readonly ask: (name: 'printer.pretend', input: TillInput<'printer.pretend'>) => void }) {
  const { t } = useTranslation();
  if (view.settings.kind !== 'virtual') return null;
  const { paper } = view;
  return (
    <section className="card service">
      <h2>{t('technician.printer.virtual')}</h2>
      <p className="text-13 text-ink-2">{t('technician.printer.virtualHint')}</p>
      <div className="setting"><span>{t('technician.printer.pretence')}</span><Seg label={t('technician.printer.pretence')} value={view.pretence} choices={PRETENCES.map((value) => ({ value, label: t(`technician.printer.pretences.${value}`) }))} onChoose={(pretence) => ask('printer.pretend', { pretence })} /></div>
      {paper === null ? <p className="text-13 text-ink-3">{t('technician.printer.noPaper')}</p> : <img className="slip__paper" src={`data:image/png;base64,${paper.png}`} width={paper.width} height={paper.height} alt={t('print.paperAlt')} />}
      {paper !== null && paper.drawerKicks > 0 && <p className="text-13 text-ink-2">{t('print.kicks', { count: paper.drawerKicks })}</p>}
    </section>
  );
}

export function PrinterPage() {
  const { t } = useTranslation();
  const { value, trouble, reload } = useRead('printer.read', {});
  const [busy, setBusy] = useState(false);
  const light = useTill((state) => JSON.stringify(state.channels.find((channel) => channel.name === 'printer') ?? null));
  useRefresh(reload, light, REFRESH_MS);
  const ask = async <Name extends TillCallName>(name: Name, input: TillInput<Name>) => {
    if (busy) return;
    setBusy(true);
    await act(name, input);
    setBusy(false);
    reload();
  };
  const none = value === null || value.settings.kind === 'none' || busy;
  useShortcut(none ? null : 'r', t('technician.printer.ask'), () => void ask('printer.ask', {}));
  useShortcut(none ? null : 't', t('technician.printer.test'), () => void ask('printer.test', {}));
  return (
    <>
      <DeskBar>
        <h1>{t('technician.printer.title')}</h1><span className="grow" />
        <Button icon={RefreshCw} keycap="R" disabled={none} onClick={() => void ask('printer.ask', {})}>{t('technician.printer.ask')}</Button>
        <Button icon={Inbox} title={t('technician.printer.kickHint')} disabled={none || !value.settings.drawer} onClick={() => void ask('printer.kick', {})}>{t('technician.printer.kick')}</Button>
        <Button icon={PrinterIcon} keycap="T" disabled={none} onClick={() => void ask('printer.test', {})}>{t('technician.printer.test')}</Button>
      </DeskBar>
      {value === null ? (trouble === null ? <div className="page"><Loading rows={6} /></div> : <Failed trouble={trouble} onRetry={reload} />) : (
        <div className="page printer">
          <Settings key={JSON.stringify(value.settings)} settings={value.settings} onSaved={reload} />
          <div className="printer__side"><State view={value} /><Virtual view={value} ask={(name, input) => void ask(name, input)} /></div>
        </div>
      )}
    </>
  );
}
