/** The store's wallets as the backend has them: who is paid, which keys are kept, when certificates end, and whether the wallet answers. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyRound, MessageCircleQuestion, RefreshCw } from 'lucide-react';
import type { WalletSetup, WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { act, showNotice } from '../state/act.ts';
import { useNow } from '../state/clock.ts';
import { useRead } from '../state/read.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Chip, Lamp, WalletMark, type LampState } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { CERTIFICATE_SOON_MS, dayOf } from './certificates.ts';
import { Facts } from './Facts.tsx';
import { WalletSetupDialog } from './WalletSetupDialog.tsx';

const LAMPS = { answers: 'yes', refuses: 'no', silent: 'no' } as const satisfies Record<WalletTest['outcome'], LampState>;

function useStanding(): (setup: WalletSetup, now: number) => { readonly lamp: LampState; readonly text: string } {
  const { t } = useTranslation();
  return (setup, now) => {
    const { connector, certificates } = setup;
    if (connector === 'none' || connector === 'sandbox' || connector === 'unreadable') return { lamp: connector === 'unreadable' ? 'no' : 'off', text: t(`technician.setup.is.${connector}`) };
    const ends = Math.min(...certificates.map(({ until }) => until));
    if (ends <= now) return { lamp: 'no', text: t('technician.setup.is.expired') };
    return ends - now < CERTIFICATE_SOON_MS ? { lamp: 'wait', text: t('technician.setup.is.soon') } : { lamp: 'yes', text: t('technician.setup.is.set') };
  };
}

function Certificates({ setup, now }: { readonly setup: WalletSetup; readonly now: number }) {
  const { t } = useTranslation();
  if (setup.certificates.length === 0) return null;
  return (
    <ul className="setup__certs">
      {setup.certificates.map(({ name, until }, index) => <li key={`${name} ${index}`}><span>{t(`technician.setup.field.${name}`)}</span><Chip tone={until <= now ? 'no' : until - now < CERTIFICATE_SOON_MS ? 'wait' : 'yes'}>{t(until <= now ? 'technician.setup.ended' : 'technician.setup.until', { day: dayOf(until) })}</Chip></li>)}
    </ul>
  );
}

function WalletCard({ setup, fixed, onChange }: { readonly setup: WalletSetup; readonly fixed: boolean; readonly onChange: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow(60_000);
  const [tested, setTested] = useState<WalletTest | null>(null);
  const [asking, setAsking] = useState(false);
  const name = t(`tender.${setup.wallet}`);
  const { lamp, text } = useStanding()(setup, now);
  const there = setup.connector !== 'none' && setup.connector !== 'unreadable';
  const ask = async () => {
    setAsking(true);
    setTested(await act('wallets.test', { wallet: setup.wallet as ChargeableWallet }));
    setAsking(false);
  };
  return (
    <li className="card service setup">
      <h2><WalletMark tender={setup.wallet} />{name}<span className="grow" /><Chip>{t(`technician.setup.connector.${setup.connector}`)}</Chip></h2>
      <p className="service__state" role="status"><Lamp state={lamp} />{text}</p>
      <p className="text-13 text-ink-3">{t(`technician.setup.by.${setup.by}`)}{setup.changedAt !== null && ` ${t('technician.setup.changed', { time: format.dateTime(setup.changedAt), till: setup.changedBy ?? '' })}`}</p>
      {setup.shown.length > 0 && <Facts rows={setup.shown.map(({ name: field, value }) => [t(`technician.setup.field.${field}`), <span key={field} className="mono enrol__print">{value}</span>] as const)} />}
      {setup.kept.length > 0 && <p className="text-13 text-ink-2">{t('technician.setup.kept', { keys: setup.kept.map((field) => t(`technician.setup.field.${field}`)).join(', ') })}</p>}
      <Certificates setup={setup} now={now} />
      <p className="text-13 text-ink-3">{setup.lastAnswerAt === null ? t('technician.setup.neverAnswered') : t('technician.setup.lastAnswer', { time: format.dateTime(setup.lastAnswerAt) })}</p>
      {tested !== null && <p className="service__state" role="status"><Lamp state={LAMPS[tested.outcome]} /><span>{t(`technician.setup.test.${tested.outcome}`, { ms: format.count(tested.ms) })} <small className="mono">{tested.code}</small></span></p>}
      <div className="row gap-3">
        <Button icon={MessageCircleQuestion} disabled={!there || asking} onClick={() => void ask()}>{t(asking ? 'technician.setup.asking' : 'technician.setup.ask')}</Button>
        <Button icon={KeyRound} disabled={fixed} onClick={onChange}>{t('technician.setup.change')}</Button>
      </div>
    </li>
  );
}

function Wallets({ view, reload }: { readonly view: WalletSetups; readonly reload: () => void }) {
  const { t } = useTranslation();
  const [changing, setChanging] = useState<WalletSetup | null>(null);
  const done = (wallet: string) => {
    setChanging(null);
    showNotice({ key: 'technician.setup.saved', values: { wallet: t(`tender.${wallet}`) } });
    reload();
  };
  return (
    <div className="page">
      <p className="text-13 text-ink-2 setup__hint">{t(view.keeps ? 'technician.setup.hint' : 'technician.setup.keepsNone')}</p>
      <ul className="services">{view.wallets.map((setup) => <WalletCard key={setup.wallet} setup={setup} fixed={!view.keeps || setup.by === 'file'} onChange={() => setChanging(setup)} />)}</ul>
      {changing !== null && <WalletSetupDialog setup={changing} view={view} onClose={() => setChanging(null)} onDone={() => done(changing.wallet)} />}
    </div>
  );
}

export function WalletsPage() {
  const { t } = useTranslation();
  const reading = useRead('wallets.read', {});
  useShortcut('r', t('technician.refresh'), reading.reload);
  const { value, trouble, reload } = reading;
  return (
    <>
      <DeskBar><h1>{t('technician.setup.title')}</h1><span className="grow" /><Button icon={RefreshCw} keycap="R" onClick={reload}>{t('technician.refresh')}</Button></DeskBar>
      {value === null ? (trouble === null ? <div className="page"><Loading rows={6} /></div> : <Failed trouble={trouble} onRetry={reload} />) : <Wallets view={value} reload={reload} />}
    </>
  );
}
