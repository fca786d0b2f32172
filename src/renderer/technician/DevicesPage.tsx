/** Every device this machine has, as cards: what it is, its ids, whether the till can use it. */
import { useTranslation } from 'react-i18next';
import { CreditCard, Keyboard, Monitor, Plug, Printer, RefreshCw, Scale, ScanBarcode, Usb, type LucideIcon } from 'lucide-react';
import type { DeviceView } from '#contract/deviceViews.ts';
import { useRead } from '../state/read.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Chip, Lamp, type LampState } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Empty, Failed, Loading } from '../ui/states.tsx';
import { hexId, usageName } from './deviceIds.ts';
import { Facts } from './Facts.tsx';

const ICONS: Readonly<Record<DeviceView['kind'], LucideIcon>> = { scanner: ScanBarcode, 'card-reader': CreditCard, printer: Printer, display: Monitor, keyboard: Keyboard, scale: Scale, other: Usb };
const LAMPS: Readonly<Record<DeviceView['state'], LampState>> = { ready: 'yes', present: 'off', opening: 'wait', asks: 'wait', denied: 'off', 'no-permission': 'wait', 'not-answering': 'no', failed: 'no', unplugged: 'no' };

function DeviceCard({ device }: { readonly device: DeviceView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { vendorId, productId, usagePage, usage } = device;
  const Icon = ICONS[device.kind];
  const unknown = <span className="text-ink-3">{t('technician.device.unknown')}</span>;
  return (
    <li className={`card device device--${device.state}`}>
      <div className="device__head">
        <Icon aria-hidden="true" />
        <div className="min-w-0"><h2>{device.product}</h2><p>{t(`technician.device.kind.${device.kind}`)}</p></div>
        {device.virtual && <Chip tone="accent">{t('technician.device.virtual')}</Chip>}
      </div>
      <p className="device__state"><Lamp state={LAMPS[device.state]} /><span><b>{t(`technician.device.state.${device.state}`)}</b> {t(`technician.device.stateText.${device.state}`)}</span></p>
      {device.virtual && <p className="text-13 text-ink-2">{t('technician.device.virtualHint')}</p>}
      {device.note !== null && <p className="text-13 text-ink-2">{device.note}</p>}
      <Facts
        rows={[
          [t('technician.device.manufacturer'), device.manufacturer ?? unknown],
          ...(device.virtual ? [] : [
            [t('technician.device.ids'), vendorId === null || productId === null ? unknown : <span key="ids" className="mono">{hexId(vendorId)}:{hexId(productId)}</span>] as const,
            [t('technician.device.usage'), usagePage === null ? unknown : <span key="usage"><span className="mono">{hexId(usagePage, 2)}:{hexId(usage ?? 0, 2)}</span> {t(`technician.device.usageNames.${usageName(usagePage, usage)}`)}</span>] as const,
          ]),
          [t('technician.device.lastEvent'), device.lastEventAt === null ? <span key="none" className="text-ink-3">{t('technician.device.noEvent')}</span> : format.timeSeconds(device.lastEventAt)],
        ]}
      />
    </li>
  );
}

export function DevicesPage({ driver }: { readonly driver: string | null }) {
  const { t } = useTranslation();
  const till = useTill((state) => state.shop.till);
  const { value, trouble, loading, reload } = useRead('technician.devices', {});
  useShortcut('r', t('technician.refresh'), reload);
  return (
    <>
      <DeskBar>
        <h1>{t('technician.device.title')}</h1><span className="cut text-ink-3">{till}</span>
        <span className="grow" />
        <Button icon={RefreshCw} keycap="R" disabled={loading} onClick={reload}>{t('technician.refresh')}</Button>
      </DeskBar>
      {value === null ? (trouble === null ? <div className="page"><Loading rows={6} /></div> : <Failed trouble={trouble} onRetry={reload} />) : (
        <div className="page">
          <p className="page__lead"><span>{t('technician.device.found', { count: value.length })}</span><span>{driver === null ? t('technician.device.noDriver') : t('technician.device.driver', { driver })}</span></p>
          {value.length === 0 ? <Empty icon={Plug} title={t('technician.device.empty')}>{t('technician.device.emptyHint')}</Empty> : <ul className="devices">{value.map((device) => <DeviceCard key={device.id} device={device} />)}</ul>}
        </div>
      )}
    </>
  );
}
