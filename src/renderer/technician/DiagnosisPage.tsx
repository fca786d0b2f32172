/** Diagnosis: every line and device as a sentence that says what is wrong and what to do, worst first; and the bundle for a helper. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileDown } from 'lucide-react';
import type { DevicesView } from '#contract/deviceViews.ts';
import type { ChannelView, TechnicianView } from '#contract/views.ts';
import { act, showNotice } from '../state/act.ts';
import { useNow } from '../state/clock.ts';
import { useRead } from '../state/read.ts';
import { saveText } from '../state/download.ts';
import { useTill } from '../state/till.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Lamp, type LampState } from '../ui/marks.tsx';
import { CERTIFICATE_SOON_MS, dayOf } from './certificates.ts';
import { useDevices } from './devices/live.ts';

type Finding = { readonly key: string; readonly lamp: LampState; readonly text: string };

const LAMPS = { ok: 'yes', slow: 'wait', down: 'no', unused: 'off' } as const;
const WORST: readonly LampState[] = ['no', 'wait', 'yes', 'off'];
const DEVICE_TROUBLES = { asks: 'wait', 'no-permission': 'wait', failed: 'no', 'not-answering': 'no', unplugged: 'wait' } as const;

function useChannelFinding(): (channel: ChannelView) => Finding {
  const { t } = useTranslation();
  return ({ name, health, answerMs, reason }) => {
    const ms = Math.round(answerMs ?? 0);
    if (name === 'scanner' && reason !== null && reason !== undefined) return { key: name, lamp: LAMPS[health], text: t('technician.diagnosis.scanner.missing') };
    if (name === 'backend' || name === 'scanner') return { key: name, lamp: LAMPS[health], text: t(`technician.diagnosis.${name}.${health}`, { ms }) };
    if (name === 'printer') return { key: name, lamp: LAMPS[health], text: t(`technician.diagnosis.printer.${health}`, { why: reason === null || reason === undefined || reason === 'paper-low' ? '' : t(`printerTrouble.${reason}`) }) };
    return { key: name, lamp: LAMPS[health], text: t(`technician.diagnosis.wallet.${health}`, { name: t(`tender.${name}`), ms }) };
  };
}

function useDeviceFindings(): (view: DevicesView | null) => Finding[] {
  const { t } = useTranslation();
  return (view) => {
    if (view === null) return [];
    const troubled = view.devices.flatMap((device): Finding[] => (device.state in DEVICE_TROUBLES ? [{ key: device.id, lamp: DEVICE_TROUBLES[device.state as keyof typeof DEVICE_TROUBLES], text: t(`technician.diagnosis.devices.${device.state as keyof typeof DEVICE_TROUBLES}`, { name: device.product }) }] : []));
    const heard = view.devices.filter((device) => device.state === 'ready').length;
    return [
      ...troubled, ...(heard > 0 ? [{ key: 'heard', lamp: 'yes', text: t('technician.diagnosis.devices.well', { count: heard }) } as const] : []),
      ...(view.process.restarts > 0 ? [{ key: 'restarts', lamp: 'wait', text: t('technician.diagnosis.devices.restarts', { count: view.process.restarts }) } as const] : []),
    ];
  };
}

function useJournalFindings(): (facts: TechnicianView | null) => Finding[] {
  const { t } = useTranslation();
  return (facts) => {
    if (facts === null) return [];
    const { journal, backups } = facts;
    return [
      journal.unsynced === 0 ? { key: 'shipped', lamp: 'yes', text: t('technician.diagnosis.journal.shipped') } : { key: 'waiting', lamp: 'wait', text: t('technician.diagnosis.journal.waiting', { count: journal.unsynced }) },
      ...(journal.synchronous === 'FULL' ? [] : [{ key: 'unsafe', lamp: 'no', text: t('technician.diagnosis.journal.unsafe') } as const]),
      ...(backups.lastTried?.ok === false ? [{ key: 'backup', lamp: 'no', text: t('technician.diagnosis.journal.backup') } as const] : backups.list.length === 0 ? [{ key: 'no-backup', lamp: 'wait', text: t('technician.diagnosis.journal.noBackup') } as const] : []),
    ];
  };
}

/** Wallets' certificates that ended or end soon; read once, since they change by the year. */
function useCertificateFindings(): Finding[] {
  const { t } = useTranslation();
  const now = useNow(60_000);
  const { value } = useRead('wallets.read', {});
  return (value?.wallets ?? []).flatMap(({ wallet, certificates }): Finding[] => {
    const ends = Math.min(...certificates.map(({ until }) => until));
    const ended = ends <= now;
    if (!ended && ends - now >= CERTIFICATE_SOON_MS) return [];
    return [{ key: `certificate ${wallet}`, lamp: ended ? 'no' : 'wait', text: t(`technician.setup.certificate.${ended ? 'ended' : 'soon'}`, { wallet: t(`tender.${wallet}`), day: dayOf(ends) }) }];
  });
}

export function DiagnosisPage({ facts }: { readonly facts: TechnicianView | null }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const channels = useTill((state) => state.channels);
  const devices = useDevices();
  const ofChannel = useChannelFinding();
  const ofDevices = useDeviceFindings();
  const ofJournal = useJournalFindings();
  const certificates = useCertificateFindings();
  const findings = [...channels.map(ofChannel), ...certificates, ...ofDevices(devices.value), ...ofJournal(facts)].sort((a, b) => WORST.indexOf(a.lamp) - WORST.indexOf(b.lamp));
  const troubles = findings.filter((finding) => finding.lamp === 'no' || finding.lamp === 'wait').length;
  const save = async () => {
    setBusy(true);
    const file = await act('technician.bundle', {});
    setBusy(false);
    if (file === null) return;
    saveText(file.name, file.text);
    showNotice({ key: 'technician.diagnosis.saved', values: { name: file.name } });
  };
  return (
    <>
      <DeskBar><h1>{t('technician.diagnosis.title')}</h1><span className="grow" /><Button icon={FileDown} disabled={busy} onClick={() => void save()}>{t('technician.diagnosis.bundle')}</Button></DeskBar>
      <div className="page diagnosis">
        <section className="card">
          <p className="diagnosis__sum"><Lamp state={troubles === 0 ? 'yes' : findings.some((finding) => finding.lamp === 'no') ? 'no' : 'wait'} />{troubles === 0 ? t('technician.diagnosis.allWell') : t('technician.diagnosis.trouble', { count: troubles })}</p>
          <ul>{findings.map((finding) => <li key={finding.key} className="diagnosis__row"><Lamp state={finding.lamp} />{finding.text}</li>)}</ul>
        </section>
        <p className="text-13 text-ink-2">{t('technician.diagnosis.bundleHint')}</p>
      </div>
    </>
  );
}
