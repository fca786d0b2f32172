/** Fee contracts and what was charged above them: each over-charge with its order, and the sum to claim. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Percent, Plus } from 'lucide-react';
import type { FeeAuditView, FeeContractView } from '#contract/views.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Money } from '../../ui/Money.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { useWalletName } from '../bench/breakWords.ts';
import { PeriodFields, usePeriod } from '../period.tsx';
import { ContractDialog } from './ContractDialog.tsx';

/** Hundredths of a basis point as a percentage, with all its digits. */
function useRate(): (ratePpm: number) => string {
  const { language } = useFormat();
  return (ratePpm) => new Intl.NumberFormat(language === 'en-XA' ? 'en' : language, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 4 }).format(ratePpm / 1_000_000);
}

function Contracts({ contracts, onEdit }: { readonly contracts: readonly FeeContractView[]; readonly onEdit: (index: number) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rate = useRate();
  const name = useWalletName();
  const dates = ({ from, to }: FeeContractView) => (from === null && to === null ? t('books.fees.always') : t(to === null ? 'books.fees.since' : from === null ? 'books.fees.until' : 'books.fees.fromTo', { from: from === null ? '' : format.day(from), to: to === null ? '' : format.day(to) }));
  return (
    <section className="card">
      <div className="card__head"><h2>{t('books.fees.contracts')}</h2><span className="grow" /><Button className="small-btn" icon={Plus} onClick={() => onEdit(contracts.length)}>{t('books.fees.add')}</Button></div>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('books.fees.contracts')}>
        <table className="grid-table">
          <thead><tr><th scope="col">{t('books.wallet')}</th><th scope="col" className="num">{t('books.fees.rate')}</th><th scope="col" className="num">{t('books.fees.perItem')}</th><th scope="col" className="num">{t('books.fees.min')}</th><th scope="col" className="num">{t('books.fees.cap')}</th><th scope="col">{t('books.fees.refunds')}</th><th scope="col">{t('books.fees.valid')}</th><td /></tr></thead>
          <tbody>
            {contracts.map((one, index) => (
              <tr key={index}>
                <th scope="row">{name(one.wallet)}</th><td className="num">{rate(one.ratePpm)}</td><td className="num">{one.perItemMinor === 0 ? '' : format.amount(one.perItemMinor)}</td><td className="num">{one.minMinor === 0 ? '' : format.amount(one.minMinor)}</td><td className="num">{one.capMinor === null ? '' : format.amount(one.capMinor)}</td>
                <td>{t(`books.fees.refund.${one.refunds}`)}</td><td>{dates(one)}</td><td className="num"><Button className="small-btn" aria-label={t('books.fees.editLabel', { wallet: name(one.wallet) })} onClick={() => onEdit(index)}>{t('books.fees.edit')}</Button></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Audit({ audit }: { readonly audit: FeeAuditView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = useWalletName();
  const over = audit.wallets.reduce((sum, row) => sum + row.overMinor, 0);
  const without = audit.wallets.reduce((sum, row) => sum + row.withoutContract, 0);
  return (
    <section className="card">
      <div className="card__head"><h2>{t('books.fees.audit')}</h2><span className="grow" /><span className="text-ink-2">{t('books.fees.claim')}</span><b className="claim"><Money rule minor={over} /></b></div>
      {audit.overcharges.length === 0 ? <Empty icon={Percent} title={t('books.fees.none')}>{t(audit.wallets.length === 0 ? 'books.fees.noLines' : 'books.fees.noneHint')}</Empty> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('books.fees.audit')}>
          <table className="grid-table">
            <thead><tr><th scope="col">{t('books.day')}</th><th scope="col">{t('books.wallet')}</th><th scope="col">{t('books.fees.order')}</th><th scope="col" className="num">{t('ui.amount')}</th><th scope="col" className="num">{t('books.fees.charged')}</th><th scope="col" className="num">{t('books.fees.byContract')}</th><th scope="col" className="num">{t('books.fees.over')}</th></tr></thead>
            <tbody>{audit.overcharges.map((row, index) => <tr key={index}><td>{format.day(row.day)}</td><td>{name(row.wallet)}</td><td className="mono">{row.orderId ?? row.tradeId ?? ''}</td><td className="num"><Money bare minor={row.amountMinor} /></td><td className="num"><Money bare minor={row.feeMinor} /></td><td className="num"><Money bare minor={row.contractMinor} /></td><td className="num differs"><Money signed minor={row.overMinor} /></td></tr>)}</tbody>
          </table>
        </div>
      )}
      {without > 0 && <p className="px-4 pb-4 text-ink-2">{t('books.fees.without', { count: without })}</p>}
    </section>
  );
}

export function FeesPage() {
  const { t } = useTranslation();
  const [period, setPeriod] = usePeriod(30);
  const contracts = useRead('fees.contracts', {});
  const audit = useRead('fees.audit', period);
  const [editing, setEditing] = useState<number | null>(null);
  const trouble = contracts.trouble ?? audit.trouble;
  return (
    <>
      <DeskBar><h1>{t('books.fees.page')}</h1><PeriodFields period={period} onPeriod={setPeriod} /></DeskBar>
      {trouble !== null ? <Failed trouble={trouble} onRetry={() => { contracts.reload(); audit.reload(); }} /> : contracts.value === null || audit.value === null ? <div className="page"><Loading rows={8} /></div> : (
        <div className="page"><Contracts contracts={contracts.value} onEdit={setEditing} /><Audit audit={audit.value} /></div>
      )}
      {editing !== null && contracts.value !== null && <ContractDialog contracts={contracts.value} index={editing} onClose={() => setEditing(null)} onSaved={() => { setEditing(null); contracts.reload(); audit.reload(); }} />}
    </>
  );
}
