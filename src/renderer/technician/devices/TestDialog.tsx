/** A timed test: the device's next word goes here and nowhere else; a scanner is proved by a code on the screen. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeviceTestView, DeviceView } from '#contract/deviceViews.ts';
import { call, type Trouble } from '../../state/act.ts';
import { takeScans } from '../../state/scan.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Lamp, type LampState } from '../../ui/marks.tsx';
import { EventFields } from './EventFields.tsx';
import { VendorCode } from './VendorCode.tsx';

const WITHIN_MS = 30_000;
const LAMPS: Readonly<Record<DeviceTestView['outcome'], LampState>> = { right: 'yes', wrong: 'wait', nothing: 'no', stopped: 'off' };

/** Four digits that no earlier test had on the screen: an old print cannot pass. */
const newCode = () => `TBTEST${String(crypto.getRandomValues(new Uint16Array(1))[0] ?? 0).padStart(5, '0')}`;

/** A scanner that types needs no entry of its own in the list. */
type Tested = Pick<DeviceView, 'id' | 'kind' | 'mode' | 'product'>;

type Running = { readonly round: number; readonly code: string; readonly began: number; readonly result: DeviceTestView | null; readonly trouble: Trouble | null };

const begin = (round: number): Running => ({ round, code: newCode(), began: performance.now(), result: null, trouble: null });

/** The test of a device that is read as reports, or of the keys that a scanner in keyboard mode types into this window. */
function useTest(device: Tested): { readonly running: Running; readonly again: () => void } {
  const [running, setRunning] = useState(() => begin(0));
  const { round, code, began } = running;
  const { id, mode, kind } = device;
  useEffect(() => {
    let current = true;
    const end = (over: Partial<Running>) => { if (current) setRunning((before) => (before.round === round ? { ...before, ...over } : before)); };
    const typed = takeScans((text) => end({ result: { outcome: text === code ? 'right' : 'wrong', event: null, afterMs: Math.round(performance.now() - began), reports: 0, mode: 'keyboard' } }));
    const expected = kind === 'scanner' || kind === 'keyboard' || kind === 'other' ? code : null;
    const late = window.setTimeout(() => end({ result: { outcome: 'nothing', event: null, afterMs: null, reports: 0, mode } }), WITHIN_MS);
    if (mode !== 'keyboard') void call('devices.test', { device: id, expected, withinMs: WITHIN_MS }).then((reply) => end(reply.ok ? { result: reply.value } : { trouble: reply }));
    return () => {
      current = false;
      typed();
      window.clearTimeout(late);
      if (mode !== 'keyboard') void call('devices.test.stop', { device: id });
    };
  }, [id, mode, kind, round, code, began]);
  return { running, again: () => setRunning((before) => begin(before.round + 1)) };
}

function Outcome({ result, card }: { readonly result: DeviceTestView; readonly card: boolean }) {
  const { t } = useTranslation();
  const mode = t(`technician.page.modes.${result.mode}`);
  const ms = Math.round(result.afterMs ?? 0);
  const text = result.outcome === 'right' ? (card ? t('technician.clinic.came', { ms }) : result.mode === 'keyboard' ? t('technician.clinic.heard', { ms }) : t('technician.clinic.right', { ms, mode }))
    : result.outcome === 'wrong' && card ? t('technician.clinic.came', { ms }) : t(`technician.clinic.${result.outcome}`, { ms });
  return (
    <div className="grid gap-2" role="status">
      <p className="device__state"><Lamp state={card && result.outcome === 'wrong' ? 'yes' : LAMPS[result.outcome]} /><span>{text}</span></p>
      {result.event !== null && <EventFields event={result.event} />}
      {result.reports > 0 && <p className="text-13 text-ink-3">{t('technician.clinic.reports', { count: result.reports })}</p>}
    </div>
  );
}

export function TestDialog({ device, onClose }: { readonly device: Tested; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const trouble = useTroubleText();
  const { running, again } = useTest(device);
  const card = device.kind === 'card-reader' || device.kind === 'scale';
  const hint = t(`technician.clinic.${device.kind === 'card-reader' ? 'hintSwipe' : device.kind === 'scale' ? 'hintWeigh' : 'hint'}`, { seconds: WITHIN_MS / 1_000 });
  const over = running.result !== null || running.trouble !== null;
  return (
    <Dialog title={`${t('technician.clinic.test')}: ${device.product}`} hint={hint} onClose={onClose} foot={over ? <Button size="touch" onClick={again}>{t('technician.clinic.again')}</Button> : <Button size="touch" onClick={onClose}>{t('ui.cancel')}</Button>}>
      {!card && <figure className="testcode"><VendorCode barcode={{ text: running.code, symbology: 'code128' }} label={t('technician.clinic.testCode', { text: running.code })} /><figcaption className="mono">{running.code}</figcaption></figure>}
      {running.result !== null ? <Outcome result={running.result} card={card} /> : running.trouble !== null ? <p role="alert">{trouble(running.trouble)}</p> : <p className="device__state" role="status"><Lamp state="wait" /><span>{t('technician.clinic.waiting')}</span></p>}
    </Dialog>
  );
}
