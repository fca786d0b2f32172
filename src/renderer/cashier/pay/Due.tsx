/** What is due and how it can be paid: scan the customer's code, cash, or a split. */
import { useTranslation } from 'react-i18next';
import { Banknote, CreditCard, QrCode as QrIcon, Split as SplitIcon, Unplug, type LucideIcon } from 'lucide-react';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button, KeyCap } from '../../ui/Button.tsx';
import { Lamp, WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { returnedOf } from '../Returns.tsx';
import { showCash, showPay } from '../counter.ts';
import { likelyGiven } from './denominations.ts';
import { PayHead } from './PayHead.tsx';
import { ScanPicture } from './ScanPicture.tsx';

function Amount() {
  const { t } = useTranslation();
  const format = useFormat();
  const due = useTill((state) => state.basket.dueMinor);
  const total = useTill((state) => state.basket.totalMinor - returnedOf(state.basket));
  const part = useTill((state) => state.basket.partMinor ?? null);
  return (
    <div className="due">
      <div className="due__label">
        {part !== null ? t('pay.part') : due < total ? t('pay.rest') : t('pay.due')}
        {part !== null && <><small>{t('pay.partOf', { amount: format.money(due) })}</small><Button size="touch" onClick={() => void act('pay.part', { amountMinor: null })}>{t('pay.whole')}</Button></>}
        {part === null && due < total && <small>{t('basket.paidPart', { amount: format.money(total - due) })}</small>}
      </div>
      <Money minor={part ?? due} big rule className="amount" />
    </div>
  );
}

function Wallets() {
  const { t } = useTranslation();
  const wallets = useTill((state) => state.shop.wallets);
  const channels = useTill((state) => state.channels);
  return (
    <ul>
      {wallets.map((wallet) => {
        const health = channels.find((channel) => channel.name === wallet)?.health ?? 'ok';
        const name = t(`tender.${wallet}`);
        return (
          <li key={wallet} className={health === 'ok' ? '' : 'hero__slow'}>
            <WalletMark tender={wallet} size="sm" />
            {health === 'slow' && <><Lamp state="wait" />{t('pay.walletSlow', { wallet: name })}</>}
            {health === 'down' && <><Lamp state="no" />{t('pay.walletDown', { wallet: name })}</>}
            {(health === 'ok' || health === 'unused') && name}
          </li>
        );
      })}
    </ul>
  );
}

function Hero() {
  const { t } = useTranslation();
  const down = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  if (down) return <div className="hero hero--off"><div><h3>{t('pay.offlineTitle')}</h3><p>{t('pay.offlineHint')}</p></div><Unplug className="hero__icon" /></div>;
  return <div className="hero"><div><h3>{t('pay.scanTitle')}</h3><p>{t('pay.scanHint')}</p><Wallets /></div><ScanPicture /></div>;
}

function TenderKey({ icon: Icon, title, hint, keyName, onPress }: { readonly icon: LucideIcon; readonly title: string; readonly hint: string; readonly keyName: string; readonly onPress: () => void }) {
  useShortcut(keyName, title, onPress);
  return <button type="button" className="tender" onClick={onPress}><Icon /><span>{title}<small>{hint}</small></span><KeyCap>{keyName}</KeyCap></button>;
}

function CashRow() {
  const { t } = useTranslation();
  const format = useFormat();
  const due = useTill((state) => state.basket.cashDueMinor ?? state.basket.dueMinor);
  return (
    <div className="cashrow">
      <span className="grow">{t('pay.given')}</span>
      <Button size="touch" onClick={() => showCash(due, null)}>{t('pay.exact')}</Button>
      {likelyGiven(due, format.currency).map((sum) => <Button key={sum} size="touch" onClick={() => showCash(sum, null)}>{format.short(sum)}</Button>)}
    </div>
  );
}

export function Due() {
  const { t } = useTranslation();
  const cards = useTill((state) => state.shop.cards === true);
  return (
    <>
      <PayHead title={t('pay.title')} backLabel={t('pay.back')} onBack={() => showPay(null)} />
      <div className="panel__body">
        <Amount />
        <Hero />
        <div className={cards ? 'tenders tenders--four' : 'tenders'}>
          <TenderKey icon={Banknote} title={t('pay.cash')} hint={t('pay.cashHint')} keyName="1" onPress={() => showCash(null, null)} />
          <TenderKey icon={SplitIcon} title={t('pay.split')} hint={t('pay.splitHint')} keyName="2" onPress={() => showPay('split')} />
          <TenderKey icon={QrIcon} title={t('show.title')} hint={t('show.hint')} keyName="3" onPress={() => showPay('show')} />
          {cards && <TenderKey icon={CreditCard} title={t('card.title')} hint={t('card.hint')} keyName="4" onPress={() => showPay('card')} />}
        </div>
        <CashRow />
      </div>
    </>
  );
}
