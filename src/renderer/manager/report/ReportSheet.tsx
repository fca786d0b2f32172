/** One X or Z report as it is read and printed: numbers, taxes, tenders with counts, what was carried, the ledger's head. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ZReportView } from '#contract/views.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Money } from '../../ui/Money.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { zName } from '../day/CloseList.tsx';

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section className="sheet__part"><h2>{title}</h2>{children}</section>;
}

function Sales({ report }: { readonly report: ZReportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sales, receipts } = report;
  const range = receipts.first === null || receipts.last === null ? t('manager.report.noReceipts') : t('manager.report.receiptRange', { first: receipts.first, last: receipts.last });
  return (
    <Part title={t('manager.report.sales')}>
      <table className="grid-table sums">
        <tbody>
          <tr><th scope="row">{t('manager.report.salesCount')}</th><td className="num">{format.count(sales.count)}</td></tr>
          <tr><th scope="row">{t('manager.report.receipts')}</th><td className="num">{range}</td></tr>
          <tr><th scope="row">{t('manager.report.discounts')}</th><td className="num"><Money minor={sales.discountMinor} /></td></tr>
          <tr><th scope="row">{t('manager.report.total')}</th><td className="num"><Money minor={sales.totalMinor} /></td></tr>
          <tr><th scope="row">{t('manager.report.refundCount')}</th><td className="num">{format.count(sales.refundCount)}</td></tr>
          <tr><th scope="row">{t('manager.report.refunds')}</th><td className="num"><Money minor={-sales.refundMinor} /></td></tr>
          <tr className="sums__total"><th scope="row">{t('manager.report.netTotal')}</th><td className="num"><Money rule minor={sales.totalMinor - sales.refundMinor} /></td></tr>
        </tbody>
      </table>
    </Part>
  );
}

function Taxes({ taxes }: { readonly taxes: ZReportView['taxes'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('manager.report.taxes')}>
      {taxes.length === 0 ? <p className="text-ink-2">{t('manager.report.noTaxes')}</p> : (
        <table className="grid-table sums">
          <thead><tr><th scope="col">{t('manager.report.rate')}</th><th scope="col" className="num">{t('manager.report.netAmount')}</th><th scope="col" className="num">{t('manager.report.tax')}</th></tr></thead>
          <tbody>{taxes.map((row) => <tr key={row.rateBp}><th scope="row">{format.percent(row.rateBp)}</th><td className="num"><Money bare minor={row.netMinor} /></td><td className="num"><Money bare minor={row.taxMinor} /></td></tr>)}</tbody>
        </table>
      )}
    </Part>
  );
}

function Difference({ minor }: { readonly minor: number | null }) {
  if (minor === null) return null;
  return <Money signed minor={minor} className={minor === 0 ? '' : 'differs'} />;
}

function Tenders({ tenders, signed }: Pick<ZReportView, 'tenders' | 'signed'>) {
  const { t } = useTranslation();
  const format = useFormat();
  if (tenders.length === 0) return <Part title={t('manager.report.tenders')}><p className="text-ink-2">{t('manager.report.noTenders')}</p></Part>;
  return (
    <Part title={t('manager.report.tenders')}>
      <table className="grid-table sums">
        <thead><tr><th scope="col">{t('manager.report.tender')}</th>{(['count', 'taken', 'refunded', 'expected', 'counted', 'difference'] as const).map((column) => <th key={column} scope="col" className="num">{t(`manager.report.${column}`)}</th>)}</tr></thead>
        <tbody>
          {tenders.map((row) => (
            <tr key={row.tender}>
              <th scope="row">{t(`tender.${row.tender}`, { defaultValue: row.tender })}</th><td className="num">{format.count(row.count)}</td><td className="num"><Money bare minor={row.amountMinor} /></td><td className="num"><Money bare minor={-row.refundMinor} /></td><td className="num"><Money bare minor={row.expectedMinor} /></td>
              <td className="num">{row.countedMinor !== null && <Money bare minor={row.countedMinor} />}<small className="block text-ink-3">{row.tender !== 'exchange' && t(row.proof === undefined ? (row.tender === 'cash' ? 'manager.report.notCounted' : 'manager.report.notProved') : `manager.report.proof.${row.proof}`, { count: row.missing ?? 0 })}</small></td>
              <td className="num"><Difference minor={row.differenceMinor} /></td>
            </tr>
          ))}
        </tbody>
      </table>
      {signed.map((one) => <p key={one.shift} className="sheet__signed">{t('manager.report.signed', { shift: one.shift, operator: one.operator, approver: one.approver, amount: format.signed(one.differenceMinor) })}</p>)}
    </Part>
  );
}

function Carried({ carried }: { readonly carried: ZReportView['carried'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('manager.report.carried')}>
      {carried.length === 0 ? <p className="text-ink-2">{t('manager.report.noneCarried')}</p> : (
        <table className="grid-table sums">
          <thead><tr><th scope="col">{t('manager.report.what')}</th><th scope="col" className="num">{t('manager.report.count')}</th><th scope="col" className="num">{t('manager.report.amount')}</th></tr></thead>
          <tbody>{carried.map((row) => <tr key={row.what}><th scope="row">{t(`manager.report.item.${row.what}`, { defaultValue: row.what })}</th><td className="num">{format.count(row.count)}</td><td className="num">{row.amountMinor !== 0 && <Money bare minor={row.amountMinor} />}</td></tr>)}</tbody>
        </table>
      )}
    </Part>
  );
}

function Head({ report }: { readonly report: ZReportView }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Part title={t('manager.report.head')}>
      <div className="sheet__head">
        <QrCode text={report.code} label={t('manager.report.headQr')} className="sheet__qr" />
        <div className="min-w-0"><b>{t('manager.report.entry', { seq: format.count(report.head.seq) })}</b><p className="mono">{report.head.hash}</p><p className="text-13 text-ink-3">{t('manager.report.headHint')}</p></div>
      </div>
    </Part>
  );
}

export function ReportSheet({ report, isX }: { readonly report: ZReportView; readonly isX: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shop = useTill((state) => state.shop);
  const values = { time: format.dateTime(report.closedAt), name: report.closedBy };
  return (
    <article className="sheet card">
      <header className="sheet__top">
        <div className="grow"><h1>{isX ? t('manager.report.x') : t('manager.report.z', { number: zName(report.number) })}</h1><p>{t('manager.report.shopTill', { shop: shop.name, till: shop.till })}</p></div>
        <div className="text-right"><b>{format.day(report.businessDay)}</b><p>{isX ? t('manager.report.read', values) : t('manager.report.closed', values)}</p></div>
      </header>
      <div className="sheet__two"><Sales report={report} /><Taxes taxes={report.taxes} /></div>
      <Tenders tenders={report.tenders} signed={report.signed} />
      <div className="sheet__two">{!isX && <Carried carried={report.carried} />}<Head report={report} /></div>
    </article>
  );
}
