/** The virtual scanner of the demo and practice shops: example codes that go through the till as any scan does. */
import { useTranslation } from 'react-i18next';
import { X } from 'lucide-react';
import type { ChargeableWallet } from '#core/wallets.ts';
import { act, call } from '../state/act.ts';
import { useRead } from '../state/read.ts';
import { useTill } from '../state/till.ts';
import { useFormat } from '../text/format.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { WalletMark } from '../ui/marks.tsx';
import { showVirtualScanner, useCounter } from './counter.ts';
import { BROKEN_CODE, exampleCode, randomDigit, SCRIPT_NAMES, SCRIPTS, UNKNOWN_GTIN, WRONG_WAY_CODE, type Script } from './virtualCodes.ts';

const GOODS_SHOWN = 8;
/** As reports of a scanner, through the same decoder as a real one's; the till says what came of it. */
const scan = (text: string, symbology: string): void => void act('devices.virtual.scan', { device: 'virtual-scanner', text, symbology });
/** EAN-13 as a scanner sends it. */
const scanGoods = (gtin14: string): void => scan(gtin14.slice(-13), ']E0');

function ExampleGoods() {
  const { t } = useTranslation();
  const format = useFormat();
  const page = useRead('catalogue.page', { category: null, page: 1, size: 30 });
  const goods = (page.value?.products ?? []).filter((product) => product.gtin !== null).slice(0, GOODS_SHOWN);
  if (page.value !== null && goods.length === 0) return <p className="text-14 text-ink-3">{t('virtual.noGoods')}</p>;
  return <div className="virtual__grid">{goods.map((product) => <Button key={product.sku} size="touch" onClick={() => { if (product.gtin !== null) scanGoods(product.gtin); }}><span className="cut">{format.name(product.name)}</span></Button>)}</div>;
}

function Wallet({ wallet }: { readonly wallet: ChargeableWallet }) {
  const { t } = useTranslation();
  const name = t(`tender.${wallet}`);
  return (
    <section className="virtual__wallet">
      <h4><WalletMark tender={wallet} size="sm" />{name}</h4>
      <div className="virtual__grid">
        {SCRIPT_NAMES.map((script) => <Button key={script} size="touch" money aria-label={t('virtual.scanAs', { wallet: name, ending: t(`virtual.ending.${script}`) })} onClick={() => scan(exampleCode(wallet, script, randomDigit), ']Q1')}><span className="cut">{t(`virtual.ending.${script}`)}</span></Button>)}
      </div>
    </section>
  );
}

/** While a code is shown: the customer's own phone, as a wallet's app. */
function Phone() {
  const { t } = useTranslation();
  const payment = useTill((state) => state.payment);
  const wallets = useTill((state) => state.shop.wallets);
  if (payment?.shown === undefined || payment.shown.content === null) return null;
  const fit = payment.shown.by === 'any' ? wallets : wallets.filter((wallet) => wallet === payment.wallet);
  return (
    <>
      <h3>{t('show.practice')}</h3>
      <div className="virtual__grid">{fit.map((wallet) => <Button key={wallet} size="touch" money onClick={() => void act('sandbox.scan', { wallet })}><WalletMark tender={wallet} size="sm" /><span className="cut">{t('show.scanWith', { wallet: t(`tender.${wallet}`) })}</span></Button>)}</div>
    </>
  );
}

/** Through the virtual encrypting reader; the last four digits tell the sandbox's acquirer what to do. */
function Cards() {
  const { t } = useTranslation();
  const swipe = (script: Script) => void act('devices.virtual.swipe', { device: 'virtual-card-reader', card: 'encrypted-payment', ...(script === 'pays' ? {} : { ending: SCRIPTS[script] }) });
  return (
    <section className="virtual__wallet">
      <h4><WalletMark tender="card" size="sm" />{t('card.practice')}</h4>
      <div className="virtual__grid">{SCRIPT_NAMES.filter((script) => script !== 'confirm').map((script) => <Button key={script} size="touch" money aria-label={t('card.swipeAs', { ending: t(`virtual.ending.${script}`) })} onClick={() => swipe(script)}><span className="cut">{t(`virtual.ending.${script}`)}</span></Button>)}</div>
    </section>
  );
}

async function scanReceipt(receipt: number): Promise<void> {
  const reply = await call('receipt.read', { receipt });
  if (reply.ok) scan(reply.value.code, ']Q1');
}

function Others() {
  const { t } = useTranslation();
  const receipt = useTill((state) => state.lastPayments.find((payment) => payment.receipt !== null)?.receipt ?? null);
  return (
    <div className="virtual__grid">
      <Button size="touch" onClick={() => scan(BROKEN_CODE, ']Q1')}><span className="cut">{t('virtual.broken')}</span></Button>
      <Button size="touch" onClick={() => scan(UNKNOWN_GTIN, ']E0')}><span className="cut">{t('virtual.unknown')}</span></Button>
      <Button size="touch" onClick={() => scan(WRONG_WAY_CODE, ']Q1')}><span className="cut">{t('virtual.wrongWay')}</span></Button>
      <Button size="touch" disabled={receipt === null} onClick={() => { if (receipt !== null) void scanReceipt(receipt); }}><span className="cut">{t('virtual.receipt')}</span></Button>
    </div>
  );
}

export function VirtualScanner() {
  const { t } = useTranslation();
  const open = useCounter((counter) => counter.virtualScanner);
  const pretend = useTill((state) => state.shop.demo || state.shop.practice);
  const wallets = useTill((state) => state.shop.wallets);
  const cards = useTill((state) => state.shop.cards === true);
  if (!open || !pretend) return null;
  return (
    <aside className="virtual" aria-label={t('virtual.title')}>
      <header><h2>{t('virtual.title')}</h2><IconButton label={t('ui.close')} icon={X} onClick={() => showVirtualScanner(false)} /></header>
      <div className="virtual__body">
        <p className="text-13 text-ink-3">{t('virtual.hint')}</p>
        <Phone />
        <h3>{t('virtual.goods')}</h3><ExampleGoods />
        <h3>{t('virtual.wallets')}</h3>{wallets.map((wallet) => <Wallet key={wallet} wallet={wallet} />)}{cards && <Cards />}
        <h3>{t('virtual.others')}</h3><Others />
      </div>
    </aside>
  );
}
