/** Lines and devices as lights: a mark and a lamp while healthy; what is not grows a sentence. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Cloud, Printer, ScanBarcode, type LucideIcon } from 'lucide-react';
import type { ChannelView, Health } from '#contract/views.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Dialog } from './Dialog.tsx';
import { Lamp, WalletMark, type LampState } from './marks.tsx';

const LAMPS: Readonly<Record<Health, LampState>> = { ok: 'yes', slow: 'wait', down: 'no', unused: 'off' };
const ICONS: Readonly<Partial<Record<ChannelView['name'], LucideIcon>>> = { backend: Cloud, printer: Printer, scanner: ScanBarcode };

function Sign({ name }: { readonly name: ChannelView['name'] }) {
  const Icon = ICONS[name];
  if (Icon !== undefined) return <Icon />;
  return name === 'backend' || name === 'printer' || name === 'scanner' ? null : <WalletMark tender={name} size="sm" />;
}

/** The printer's complaint in a word or two, or that the scanner has no cable. */
function useComplaint(): (channel: ChannelView) => string | null {
  const { t } = useTranslation();
  return ({ name, reason }) => {
    if (reason === undefined || reason === null) return null;
    return name === 'printer' ? t(`printerShort.${reason}`) : name === 'scanner' && reason === 'unplugged' ? t('frame.unplugged') : null;
  };
}

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

function ChannelLight({ channel, onOpen }: { readonly channel: ChannelView; readonly onOpen: () => void }) {
  const { t } = useTranslation();
  const unsynced = useTill((state) => state.unsynced);
  const { name, health } = channel;
  const spoken = t('frame.channelState', { name: t(`channel.${name}`), health: t(`health.${health}`) });
  const offline = name === 'backend' && health === 'down';
  const complaint = useComplaint()(channel);
  const detail = complaint !== null ? complaint : offline ? `${t('frame.offline')}${unsynced > 0 ? ` · ${t('frame.unsynced', { count: unsynced })}` : ''}`
    : health === 'slow' ? t('frame.slow', { seconds: seconds(channel.answerMs ?? 0) })
    : health === 'down' ? t('frame.down') : null;
  // A till that sells on without its line is a warning; nothing is lost and cash goes on.
  const tone = health === 'ok' || health === 'unused' ? '' : `channel--${offline ? 'wait' : LAMPS[health]}`;
  return (
    <button type="button" className={`channel ${tone}`} title={spoken} aria-label={detail === null ? spoken : undefined} onClick={onOpen}>
      <Sign name={name} />
      <Lamp state={offline ? 'wait' : LAMPS[health]} />
      {detail !== null && <span className="cut">{!offline && <span className="ch-name">{t(`channel.${name}`)} </span>}{detail}</span>}
    </button>
  );
}

function ChannelRow({ channel }: { readonly channel: ChannelView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { name, health, answerMs, since } = channel;
  const complaint = useComplaint()(channel);
  return (
    <li className="flex min-h-12 items-center gap-3 border-t border-line">
      <Sign name={name} /><b className="grow font-medium">{t(`channel.${name}`)}</b>
      <span className="text-14 text-ink-3">{health === 'down' && since !== null ? t('frame.since', { time: format.time(since) }) : health !== 'unused' && answerMs !== null && t('frame.answer', { seconds: seconds(answerMs) })}</span>
      <span className="flex w-36 items-center gap-2 text-14"><Lamp state={LAMPS[health]} />{complaint ?? t(`health.${health}`)}</span>
    </li>
  );
}

function ChannelDetails({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const channels = useTill((state) => state.channels);
  const unsynced = useTill((state) => state.unsynced);
  const open = useTill((state) => state.openPayments);
  const down = channels.some((channel) => channel.name === 'backend' && channel.health === 'down');
  return (
    <Dialog title={t('frame.channels')} size="wide" onClose={onClose}>
      <ul>{channels.map((channel) => <ChannelRow key={channel.name} channel={channel} />)}</ul>
      <div className="grid gap-1 text-ink-2">
        {down && <p>{t('frame.sells')}</p>}
        <p>{unsynced === 0 ? t('frame.synced') : t('frame.waiting', { count: unsynced })}</p>
        {open > 0 && <p>{t('frame.openPayments', { count: open })}</p>}
      </div>
    </Dialog>
  );
}

export function Channels() {
  const channels = useTill((state) => state.channels);
  const [open, setOpen] = useState(false);
  return (
    <div className="channels">
      {channels.map((channel) => <ChannelLight key={channel.name} channel={channel} onOpen={() => setOpen(true)} />)}
      {open && <ChannelDetails onClose={() => setOpen(false)} />}
    </div>
  );
}
