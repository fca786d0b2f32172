/** How a device stands here and why, in sentences; its work, and how to give this till access to it. */
import { useTranslation } from 'react-i18next';
import { Copy } from 'lucide-react';
import type { DeviceReason, DeviceRole, DeviceView } from '#contract/deviceViews.ts';
import { act, showNotice } from '../../state/act.ts';
import { Button } from '../../ui/Button.tsx';
import { Seg } from '../../ui/Field.tsx';
import { Lamp } from '../../ui/marks.tsx';
import { LAMPS } from './deviceLooks.ts';

function useReason(): (reason: DeviceReason) => string {
  const { t, i18n } = useTranslation();
  return ({ code, values }) => (i18n.exists(`device.why.${code}`) ? t(`device.why.${code}`, values) : code);
}

function Permission({ permission }: { readonly permission: NonNullable<DeviceView['permission']> }) {
  const { t } = useTranslation();
  const copy = async () => {
    await navigator.clipboard?.writeText(permission.rule).catch(() => undefined);
    showNotice({ key: 'technician.page.copied', values: {} });
  };
  return (
    <section className="grid gap-2">
      <h3 className="text-14">{t('technician.page.permission')}</h3>
      <p className="text-13 text-ink-2">{t('technician.page.permissionHint', { file: permission.file })}</p>
      <pre className="rulecode" tabIndex={0} role="region" aria-label={t('technician.page.permission')}>{permission.rule}{'\n\n'}{permission.command}</pre>
      <div><Button icon={Copy} onClick={() => void copy()}>{t('technician.page.copy')}</Button></div>
    </section>
  );
}

function Work({ device, onDone }: { readonly device: DeviceView; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const choices = (['scanner', 'card-reader', 'scale', 'none'] as const).map((value) => ({ value, label: t(`technician.page.roles.${value}`) }));
  const choose = async (role: DeviceRole | 'none') => {
    await (role === 'none' ? act('devices.unbind', { device: device.id }) : act('devices.bind', { device: device.id, role }));
    onDone();
  };
  return <div className="devwork"><span>{t('technician.page.role')}</span><Seg label={t('technician.page.role')} value={device.role ?? 'none'} choices={choices} onChoose={(role) => void choose(role)} /></div>;
}

export function Standing({ device, onDone }: { readonly device: DeviceView; readonly onDone: () => void }) {
  const { t } = useTranslation();
  const reason = useReason();
  return (
    <section className="card standing">
      <p className="device__state" role="status"><Lamp state={LAMPS[device.state]} /><span><b>{t(`technician.device.state.${device.state}`)}</b> {t(`technician.device.stateText.${device.state}`)}</span></p>
      {device.why.length > 0 && <ul className="devwhy" aria-label={t('technician.page.why')}>{device.why.map((one) => <li key={one.code}>{reason(one)}</li>)}</ul>}
      {device.state === 'asks' ? (
        <div className="flex flex-wrap gap-2">
          <Button tone="primary" onClick={() => void act('devices.allow', { device: device.id }).then(onDone)}>{t('technician.page.allow')}</Button>
          <Button onClick={() => void act('devices.deny', { device: device.id }).then(onDone)}>{t('technician.page.deny')}</Button>
        </div>
      ) : <Work device={device} onDone={onDone} />}
      {device.permission !== null && <Permission permission={device.permission} />}
    </section>
  );
}
