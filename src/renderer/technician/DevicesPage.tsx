/** Devices: all of them as cards on the left, the chosen one's page on the right; drills and virtual devices in the bar. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Plug, PlugZap, Zap } from 'lucide-react';
import type { DevicesView, DeviceView } from '#contract/deviceViews.ts';
import { act, showNotice } from '../state/act.ts';
import { useRead } from '../state/read.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Lamp } from '../ui/marks.tsx';
import { Menu, MenuItem } from '../ui/Menu.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { DeviceList } from './devices/DeviceList.tsx';
import { DevicePage } from './devices/DevicePage.tsx';
import { useDevices } from './devices/live.ts';
import './devices/devices.css';

const DRILLS = ['driver-hangs', 'process-hangs', 'process-dies'] as const;

function Process({ process }: { readonly process: DevicesView['process'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (process.state === 'off') return <span className="cut text-ink-3">{t('technician.device.noDriver')}</span>;
  const up = process.state === 'ready';
  return <span className="device__process"><Lamp state={up ? 'yes' : 'wait'} label={process.state} /><span className="cut text-ink-3">{up && process.since !== null ? t('technician.page.processUp', { time: format.time(process.since) }) : t('technician.page.processDown')}</span></span>;
}

function PlugMenu({ onDone }: { readonly onDone: (device: string) => void }) {
  const { t } = useTranslation();
  const models = useRead('devices.virtual.models', {});
  const plug = async (model: string) => {
    const plugged = await act('devices.virtual.plug', { model });
    if (plugged !== null) onDone(plugged.device);
  };
  return <Menu trigger={<Button icon={Plug}>{t('technician.page.plug')}</Button>}>{(models.value ?? []).map((model) => <MenuItem key={model.id} onSelect={() => void plug(model.id)}>{model.name}</MenuItem>)}</Menu>;
}

function DrillMenu({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation();
  const drill = async (what: (typeof DRILLS)[number]) => {
    if (await act('devices.drill', { what }) !== null) showNotice({ key: 'technician.page.drillDone', values: {} });
    onDone();
  };
  return <Menu trigger={<Button icon={Zap}>{t('technician.page.drill')}</Button>}>{DRILLS.map((what) => <MenuItem key={what} onSelect={() => void drill(what)}>{t(`technician.page.drills.${what}`)}</MenuItem>)}</Menu>;
}

/** A device that behaves like a keyboard and was never seen: asked once, and answered on its page later if not now. */
function Asks({ device, onDone, onLater }: { readonly device: DeviceView; readonly onDone: () => void; readonly onLater: () => void }) {
  const { t } = useTranslation();
  const answer = (call: 'devices.allow' | 'devices.deny') => void act(call, { device: device.id }).then(onDone);
  const foot = <><Button size="touch" onClick={() => answer('devices.deny')}>{t('technician.page.deny')}</Button><Button size="touch" tone="primary" onClick={() => answer('devices.allow')}>{t('technician.page.allow')}</Button></>;
  return (
    <Dialog title={t('technician.page.asksTitle')} hint={t('technician.page.asks', { name: device.product })} onClose={onLater} foot={foot}>
      <p className="mono text-ink-2">{device.id}</p>
      <div><Button tone="quiet" onClick={onLater}>{t('technician.page.later')}</Button></div>
    </Dialog>
  );
}

/** @param onTeach opens the lesson for scanners that type. */
export function DevicesPage({ onTeach }: { readonly onTeach: () => void }) {
  const { t } = useTranslation();
  const { value, trouble, reload } = useDevices();
  const [wanted, setWanted] = useState<string | null>(null);
  const [later, setLater] = useState<ReadonlySet<string>>(new Set());
  const devices = value?.devices ?? [];
  const chosen = devices.find((device) => device.id === wanted)?.id ?? devices[0]?.id ?? null;
  const asking = devices.find((device) => device.state === 'asks' && !later.has(device.id));
  return (
    <>
      <DeskBar>
        <h1>{t('technician.device.title')}</h1>
        {value !== null && <Process process={value.process} />}
        <span className="grow" />
        {value?.pretend === true && <PlugMenu onDone={(device) => { setWanted(device); reload(); }} />}
        <DrillMenu onDone={reload} />
      </DeskBar>
      {value === null ? (trouble === null ? <div className="page"><Loading rows={6} /></div> : <Failed trouble={trouble} onRetry={reload} />) : (
        <div className="devdesk">
          {devices.length === 0 ? <Empty icon={PlugZap} title={t('technician.device.empty')}>{t('technician.device.emptyHint')}</Empty> : <DeviceList devices={devices} chosen={chosen} onChoose={setWanted} />}
          {chosen !== null && <DevicePage key={chosen} device={chosen} onDone={reload} onTeach={onTeach} />}
        </div>
      )}
      {asking !== undefined && <Asks key={asking.id} device={asking} onDone={reload} onLater={() => setLater(new Set([...later, asking.id]))} />}
    </>
  );
}
