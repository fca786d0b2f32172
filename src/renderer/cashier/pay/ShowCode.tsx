/** Which code to show: one for every wallet, or a wallet's own; without a line only the wallets' own. */
import { useTranslation } from 'react-i18next';
import { QrCode as QrIcon } from 'lucide-react';
import type { ChargeableWallet } from '#core/wallets.ts';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { KeyCap, withoutEnter } from '../../ui/Button.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { showPay } from '../counter.ts';
import { PayHead } from './PayHead.tsx';

function Choice({ wallet, keyName, off, offline }: { readonly wallet: ChargeableWallet | 'any'; readonly keyName: string; readonly off: boolean; readonly offline: boolean }) {
  const { t } = useTranslation();
  const title = wallet === 'any' ? t('show.any') : t(`tender.${wallet}`);
  const hint = wallet === 'any' ? t(off ? 'show.offlineAny' : 'show.anyHint') : offline ? t('show.own') : '';
  const show = () => { if (!off) void act('pay.show', { wallet }); };
  useShortcut(off ? null : keyName, title, show);
  return (
    <button type="button" className={wallet === 'any' ? 'tender tender--any' : 'tender'} disabled={off} onKeyDown={withoutEnter} onClick={show}>
      {wallet === 'any' ? <QrIcon /> : <WalletMark tender={wallet} />}<span>{title}{hint !== '' && <small>{hint}</small>}</span><KeyCap>{keyName}</KeyCap>
    </button>
  );
}

export function ShowCode() {
  const { t } = useTranslation();
  const wallets = useTill((state) => state.shop.wallets);
  const due = useTill((state) => state.basket.partMinor ?? state.basket.dueMinor);
  const offline = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  return (
    <>
      <PayHead title={t('show.title')} lead={<QrIcon className="size-6 text-accent-ink" />} backLabel={t('ui.back')} onBack={() => showPay('due')} />
      <div className="panel__body">
        <div className="due"><div className="due__label">{t('pay.due')}</div><Money minor={due} big rule className="amount" /></div>
        <p className="show__lead">{t('show.lead')}</p>
        <div className="show__choices">
          <Choice wallet="any" keyName="0" off={offline} offline={offline} />
          {wallets.map((wallet, index) => <Choice key={wallet} wallet={wallet} keyName={String(index + 1)} off={false} offline={offline} />)}
        </div>
      </div>
    </>
  );
}
