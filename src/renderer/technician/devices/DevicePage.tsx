/** One device: how it stands, what it says byte by byte and what that means, how fast, by which profile, and its tests. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CircleDot, Play, ScanLine, Square } from 'lucide-react';
import type { DevicePageView, DeviceView } from '#contract/deviceViews.ts';
import { act, showNotice } from '../../state/act.ts';
import { useFormat } from '../../text/format.ts';
import { saveText } from '../../state/download.ts';
import { Button } from '../../ui/Button.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { hexId } from '../deviceIds.ts';
import { BadgeLesson } from './BadgeLesson.tsx';
import { Clinic } from './Clinic.tsx';
import { Decoded } from './Decoded.tsx';
import { Descriptor } from './Descriptor.tsx';
import { chooseText } from './files.ts';
import { Latency } from './Latency.tsx';
import { useDevicePage } from './live.ts';
import { Profile } from './Profile.tsx';
import { RawReports } from './RawReports.tsx';
import { Standing } from './Standing.tsx';
import { TestDialog } from './TestDialog.tsx';
import { VirtualBench } from './VirtualBench.tsx';

const SPEEDS = ['max', 'real'] as const;

function Head({ page, onDone, onTest }: { readonly page: DevicePageView; readonly onDone: () => void; readonly onTest: () => void }) {
  const { t } = useTranslation();
  const { device, trace } = page;
  const testable = device.state === 'ready' || device.mode === 'keyboard';
  const test = t(`technician.clinic.${device.kind === 'card-reader' ? 'testSwipe' : device.kind === 'scale' ? 'testWeigh' : 'testScan'}`);
  useShortcut(testable ? 't' : null, test, onTest);
  const stop = async () => {
    const file = await act('devices.trace.stop', { device: device.id });
    if (file !== null) saveText(file.name, file.text);
    onDone();
  };
  const replay = async (text: string, speed: 'real' | 'max') => {
    const done = await act('devices.trace.replay', { text, speed });
    if (done !== null) showNotice({ key: 'technician.page.replayed', values: { reports: done.reports, events: done.events.length, ms: Math.round(done.durationMs) } });
  };
  return (
    <header className="phead">
      <div className="grow min-w-0"><h1>{device.product}</h1><p><Subtitle device={device} /></p></div>
      {trace === null ? <Button icon={CircleDot} disabled={device.state !== 'ready'} onClick={() => void act('devices.trace.start', { device: device.id }).then(onDone)}>{t('technician.page.trace')}</Button>
        : <><span className="text-13 text-ink-2" role="status">{t('technician.page.traceRunning', { count: trace.reports })}</span><Button icon={Square} onClick={() => void stop()}>{t('technician.page.traceStop')}</Button></>}
      <Menu trigger={<Button icon={Play}>{t('technician.page.replay')}</Button>}>{SPEEDS.map((speed) => <MenuItem key={speed} onSelect={() => chooseText('.jsonl,.ndjson,.json,.trace', (text) => void replay(text, speed))}>{t(`technician.page.speeds.${speed}`)}</MenuItem>)}</Menu>
      <Button tone="primary" icon={ScanLine} keycap="T" disabled={!testable} onClick={onTest}>{test}</Button>
    </header>
  );
}

function Subtitle({ device }: { readonly device: DeviceView }) {
  const { t } = useTranslation();
  const { vendorId, productId, usagePage, usage, serial, manufacturer } = device;
  const parts = [
    manufacturer, t(`technician.page.modes.${device.mode}`), usagePage === null ? null : `${hexId(usagePage, 2)}:${hexId(usage ?? 0, 2)}`, vendorId === null || productId === null ? null : `${hexId(vendorId)}:${hexId(productId)}`,
    serial === null || serial === '' ? null : `${t('technician.page.serial')} ${serial}`, t(`technician.page.claimed.${device.claimedBy ?? 'none'}`),
  ];
  return <>{parts.filter((part) => part !== null && part !== '').map((part, index) => <span key={part}>{index > 0 && ' · '}<span className="whitespace-nowrap">{part}</span></span>)}</>;
}

function Errors({ page }: { readonly page: DevicePageView }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  // A driver's trouble or a decoder's fault.
  const said = (code: string) => { const key = ['device.trouble', 'deviceReport.fault'].map((group) => `${group}.${code}`).find((one) => i18n.exists(one)); return key === undefined ? code : t(key); };
  // A decoder's own sentence says the same once more, in English; a driver's words are nowhere else.
  const own = (code: string, text: string) => (i18n.exists(`deviceReport.fault.${code}`) ? '' : text);
  return (
    <section className="card errors">
      <div className="card__head"><h2>{t('technician.page.errors')}</h2></div>
      {page.errors.length === 0 ? <p className="raw__none">{t('technician.page.noErrors')}</p> : <ol className="devevents">{page.errors.slice(-6).toReversed().map((error, index) => <li key={`${error.at} ${index}`}><time>{format.timeSeconds(error.at)}</time><span className="devevents__text">{said(error.code)} <span className="text-ink-3">{own(error.code, error.text)}</span></span></li>)}</ol>}
    </section>
  );
}

export function DevicePage({ device, onDone, onTeach }: { readonly device: string; readonly onDone: () => void; readonly onTeach: () => void }) {
  const reading = useDevicePage(device);
  const [testing, setTesting] = useState(false);
  const page = reading.value;
  if (page === null || page.device.id !== device) return reading.trouble === null ? <div className="page"><Loading rows={7} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />;
  const done = () => { reading.reload(); onDone(); };
  return (
    <article className="devpage">
      <Head page={page} onDone={done} onTest={() => setTesting(true)} />
      <div className="devpage__main">
        <Standing device={page.device} onDone={done} />
        <RawReports page={page} />
        <Profile page={page} onDone={done} />
        <Descriptor descriptor={page.descriptor} reads={page.reads} />
      </div>
      <div className="devpage__side">
        <VirtualBench device={page.device} onGone={done} />
        <Clinic device={page.device} onTeach={onTeach} />
        {page.device.kind === 'card-reader' && <BadgeLesson device={page.device} />}
        <Decoded events={page.events} />
        <Latency latency={page.latency} />
        <Errors page={page} />
      </div>
      {testing && <TestDialog device={page.device} onClose={() => { setTesting(false); done(); }} />}
    </article>
  );
}
