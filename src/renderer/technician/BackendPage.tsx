/** The payment backend and each wallet's channel, as sentences, with the facts behind them. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyRound, RefreshCw } from 'lucide-react';
import type { Health, TechnicianView } from '#contract/views.ts';
import type { Reading } from '../state/read.ts';
import { act } from '../state/act.ts';
import { useFormat } from '../text/format.ts';
import { Button } from '../ui/Button.tsx';
import { DeskBar } from '../ui/Desk.tsx';
import { Lamp, WalletMark, type LampState } from '../ui/marks.tsx';
import { useShortcut } from '../ui/shortcut.tsx';
import { Facts, WithFacts } from './Facts.tsx';

const LAMPS: Readonly<Record<Health, LampState>> = { ok: 'yes', slow: 'wait', down: 'no', unused: 'off' };

function useAnswer(): (ms: number | null) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (ms) => (ms === null ? t('technician.service.none') : t('technician.service.ms', { ms: format.count(Math.round(ms)) }));
}

function BackendCard({ facts }: { readonly facts: TechnicianView }) {
  const { t } = useTranslation();
  const answer = useAnswer();
  const { backend } = facts;
  const none = t('technician.service.none');
  return (
    <section className="card service">
      <h2>{t('technician.service.backend')}</h2>
      <p className="service__state"><Lamp state={LAMPS[backend.health]} />{t(`technician.service.backendText.${backend.health}`)}</p>
      <p className="text-13 text-ink-2">{t(backend.embedded ? 'technician.service.embedded' : 'technician.service.remote')}</p>
      <Facts rows={[[t('technician.service.address'), <span key="address" className="mono">{backend.baseUrl}</span>], [t('technician.service.engine'), backend.engine === null ? none : t(`technician.service.engineName.${backend.engine}`, { defaultValue: backend.engine })], [t('technician.service.version'), backend.version ?? none], [t('technician.service.answer'), answer(backend.answerMs)]]} />
    </section>
  );
}

/** A new device key by one press; said when it is in use. */
function Rotate() {
  const { t } = useTranslation();
  const [done, setDone] = useState(false);
  const rotate = async () => setDone((await act('technician.rotateKey', {})) !== null);
  return <p className="row gap-3 text-13 text-ink-2"><Button icon={KeyRound} onClick={() => void rotate()}>{t('technician.drill.rotate')}</Button><span role="status">{t(done ? 'technician.drill.rotated' : 'technician.drill.rotateHint')}</span></p>;
}

function WalletCard({ wallet }: { readonly wallet: TechnicianView['wallets'][number] }) {
  const { t } = useTranslation();
  const answer = useAnswer();
  const name = t(`tender.${wallet.wallet}`);
  const text = wallet.enabled ? t(`technician.service.walletText.${wallet.health}`, { wallet: name }) : t('technician.service.walletText.off', { wallet: name });
  return (
    <li className="card service">
      <h3><WalletMark tender={wallet.wallet} />{name}</h3>
      <p className="service__state"><Lamp state={wallet.enabled ? LAMPS[wallet.health] : 'off'} />{text}</p>
      <Facts rows={[[t('technician.service.connector'), wallet.connector === '' ? t('technician.service.none') : wallet.connector], [t('technician.service.answer'), answer(wallet.answerMs)]]} />
    </li>
  );
}

export function BackendPage({ reading }: { readonly reading: Reading<TechnicianView> }) {
  const { t } = useTranslation();
  useShortcut('r', t('technician.refresh'), reading.reload);
  return (
    <>
      <DeskBar><h1>{t('technician.service.title')}</h1><span className="grow" /><Button icon={RefreshCw} keycap="R" onClick={reading.reload}>{t('technician.refresh')}</Button></DeskBar>
      <WithFacts reading={reading}>
        {(facts) => (
          <>
            <div className="services services--two">
              <BackendCard facts={facts} />
              <section className="card service"><h2>{t('technician.service.program')}</h2><Facts rows={[[t('technician.service.tillVersion'), facts.version], [t('technician.service.nodeVersion'), facts.nodeVersion], [t('technician.journal.sqlite'), facts.journal.sqliteVersion], [t('technician.journal.place'), <span key="place" className="mono">{facts.dataDir}</span>]]} /><Rotate /></section>
            </div>
            <h2 className="sub">{t('technician.service.wallets')}</h2>
            <ul className="services">{facts.wallets.map((wallet) => <WalletCard key={wallet.wallet} wallet={wallet} />)}</ul>
          </>
        )}
      </WithFacts>
    </>
  );
}
