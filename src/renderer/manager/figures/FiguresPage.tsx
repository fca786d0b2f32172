/** Charts that answer questions of a period: what is open and how old, fees against contract, whose drawer is off. */
import { useTranslation } from 'react-i18next';
import type { FeeAuditView, FiguresView } from '#contract/views.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { DeskBar } from '../../ui/Desk.tsx';
import { Money } from '../../ui/Money.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { wordsKey, useWalletName } from '../bench/breakWords.ts';
import { PeriodFields, usePeriod } from '../period.tsx';
import { FigureCard } from './BarList.tsx';

const AGE_FILL = { day: 'var(--viz-wechat)', week: 'var(--viz-alipay)', older: 'var(--viz-unionpay)' } as const;
const AGES = ['day', 'week', 'older'] as const;

function Breaks({ breaks }: { readonly breaks: FiguresView['breaks'] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const title = (row: FiguresView['breaks'][number]) => t(`${wordsKey(row, (key) => i18n.exists(key))}.title`, { wallet: t('books.theWallet') });
  const old = breaks.reduce((sum, row) => sum + row.ages.older, 0);
  const all = breaks.reduce((sum, row) => sum + row.amountMinor, 0);
  return (
    <FigureCard
      title={t('books.figures.breaks')} empty={t('books.figures.noBreaks')} emptyHint={t('books.figures.noBreaksHint')}
      answer={t(old === 0 ? 'books.figures.breaksYoung' : 'books.figures.breaksOld', { all: format.money(all), old: format.money(old) })}
      rows={breaks.map((row) => ({ key: `${row.kind} ${row.cause}`, label: title(row), value: format.amount(row.amountMinor), note: t('books.figures.count', { count: row.count }), parts: AGES.map((age) => ({ name: age, minor: row.ages[age], fill: AGE_FILL[age] })) }))}
      legend={AGES.map((age) => ({ name: t(`books.figures.age.${age}`), fill: AGE_FILL[age] }))}
      table={(
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.figures.cause')}</th><th scope="col" className="num">{t('books.count')}</th>{AGES.map((age) => <th key={age} scope="col" className="num">{t(`books.figures.age.${age}`)}</th>)}<th scope="col" className="num">{t('books.sum')}</th></tr></thead>
          <tbody>{breaks.map((row) => <tr key={`${row.kind} ${row.cause}`}><th scope="row">{title(row)}</th><td className="num">{format.count(row.count)}</td>{AGES.map((age) => <td key={age} className="num">{row.ages[age] !== 0 && <Money bare minor={row.ages[age]} />}</td>)}<td className="num font-strong"><Money bare minor={row.amountMinor} /></td></tr>)}</tbody>
        </table>
      )}
    />
  );
}

function Fees({ wallets }: { readonly wallets: FeeAuditView['wallets'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useWalletName();
  const over = wallets.reduce((sum, row) => sum + row.overMinor, 0);
  return (
    <FigureCard
      title={t('books.figures.fees')} empty={t('books.figures.noFees')} emptyHint={t('books.figures.noFeesHint')} answer={t(over === 0 ? 'books.figures.feesAgree' : 'books.figures.feesOver', { over: format.money(over) })}
      rows={wallets.map((row) => ({ key: row.wallet, label: name(row.wallet), value: format.amount(row.chargedMinor), note: row.overMinor === 0 ? t('books.figures.feeAsAgreed') : t('books.figures.feeAbove', { amount: format.money(row.overMinor) }), parts: [{ name: 'charged', minor: row.chargedMinor, fill: 'var(--viz-alipay)' }], mark: row.contractMinor }))}
      legend={[{ name: t('books.fees.charged'), fill: 'var(--viz-alipay)' }, { name: t('books.fees.byContract'), fill: null }]}
      table={(
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.wallet')}</th>{(['charged', 'byContract', 'over', 'under'] as const).map((column) => <th key={column} scope="col" className="num">{t(`books.fees.${column}`)}</th>)}</tr></thead>
          <tbody>{wallets.map((row) => <tr key={row.wallet}><th scope="row">{name(row.wallet)}</th><td className="num"><Money bare minor={row.chargedMinor} /></td><td className="num"><Money bare minor={row.contractMinor} /></td><td className="num"><Money bare minor={row.overMinor} /></td><td className="num"><Money bare minor={row.underMinor} /></td></tr>)}</tbody>
        </table>
      )}
    />
  );
}

function Cash({ cash }: { readonly cash: FiguresView['cash'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const net = cash.reduce((sum, row) => sum + row.netMinor, 0);
  return (
    <FigureCard
      title={t('books.figures.cash')} empty={t('books.figures.noCash')} emptyHint={t('books.figures.noCashHint')} answer={t('books.figures.cashAnswer', { net: format.signed(net), count: cash.reduce((sum, row) => sum + row.shifts, 0) })}
      rows={cash.map((row) => ({ key: row.operator, label: row.operator, value: format.signed(row.netMinor), note: t('books.figures.shifts', { count: row.shifts }), parts: [{ name: 'short', minor: row.shortMinor, fill: 'var(--viz-unionpay)' }, { name: 'over', minor: row.overMinor, fill: 'var(--viz-wechat)' }] }))}
      legend={[{ name: t('books.figures.short'), fill: 'var(--viz-unionpay)' }, { name: t('books.figures.over'), fill: 'var(--viz-wechat)' }]}
      table={(
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.figures.operator')}</th><th scope="col" className="num">{t('books.figures.shiftsHead')}</th><th scope="col" className="num">{t('books.figures.short')}</th><th scope="col" className="num">{t('books.figures.over')}</th><th scope="col" className="num">{t('books.sum')}</th></tr></thead>
          <tbody>{cash.map((row) => <tr key={row.operator}><th scope="row">{row.operator}</th><td className="num">{format.count(row.shifts)}</td><td className="num"><Money bare minor={row.shortMinor} /></td><td className="num"><Money bare minor={row.overMinor} /></td><td className="num font-strong"><Money signed minor={row.netMinor} /></td></tr>)}</tbody>
        </table>
      )}
    />
  );
}

export function FiguresPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = usePeriod(30);
  const figures = useRead('figures.read', period);
  const fees = useRead('fees.audit', period);
  const trouble = figures.trouble ?? fees.trouble;
  return (
    <>
      <DeskBar><h1>{t('books.figures.page')}</h1><PeriodFields period={period} onPeriod={setPeriod} /></DeskBar>
      {trouble !== null ? <Failed trouble={trouble} onRetry={() => { figures.reload(); fees.reload(); }} /> : figures.value === null || fees.value === null ? <div className="page"><Loading rows={8} /></div> : (
        <div className="figures"><Breaks breaks={figures.value.breaks} /><Fees wallets={fees.value.wallets} /><Cash cash={figures.value.cash} /></div>
      )}
    </>
  );
}
