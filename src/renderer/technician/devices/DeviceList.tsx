/** Every device as a card: what it is, how it stands, its last event. */
import { useTranslation } from 'react-i18next';
import type { DeviceView } from '#contract/deviceViews.ts';
import { useFormat } from '../../text/format.ts';
import { Lamp } from '../../ui/marks.tsx';
import { hexId } from '../deviceIds.ts';
import { ICONS, LAMPS } from './deviceLooks.ts';

const CALM: ReadonlySet<DeviceView['state']> = new Set(['ready', 'present', 'opening', 'denied']);

function useLastWords(): (device: DeviceView) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ state, lastEvent }) => {
    if (!CALM.has(state)) return t(`technician.device.state.${state}`);
    if (lastEvent === null) return t('technician.page.noEvents');
    return t('technician.page.last', { what: t(`technician.page.outcome.${lastEvent.kind}`), time: format.timeSeconds(lastEvent.at) });
  };
}

/** What the page says too is left out where there is no room. */
function Ids({ device: { vendorId, productId, usagePage, usage } }: { readonly device: DeviceView }) {
  return (
    <>
      {vendorId !== null && productId !== null && ` · ${hexId(vendorId)}:${hexId(productId)}`}
      {usagePage !== null && <span className="dev__usage">{` · ${hexId(usagePage, 2)}:${hexId(usage ?? 0, 2)}`}</span>}
    </>
  );
}

export function DeviceList({ devices, chosen, onChoose }: { readonly devices: readonly DeviceView[]; readonly chosen: string | null; readonly onChoose: (device: string) => void }) {
  const { t } = useTranslation();
  const words = useLastWords();
  return (
    <ul className="devlist" aria-label={t('technician.page.list')}>
      {devices.map((device) => {
        const Icon = ICONS[device.kind];
        return (
          <li key={device.id}>
            <button type="button" className={`dev dev--${device.state}`} aria-current={device.id === chosen} onClick={() => onChoose(device.id)}>
              <Icon aria-hidden="true" />
              <span className="min-w-0">
                <b className="cut">{device.product}</b>
                <small className="cut">{device.virtual ? t('technician.device.virtual') : t(`technician.page.modes.${device.mode}`)}{!device.virtual && <Ids device={device} />}</small>
                <small className="cut dev__last">{words(device)}</small>
              </span>
              <Lamp state={LAMPS[device.state]} label={t(`technician.device.state.${device.state}`)} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
