/** The three books side by side, day by day: what the ledger predicts, what the wallet billed, what the bank received. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Landmark, PenLine } from 'lucide-react';
import type { SettlementRow, SettlementView } from '#contract/views.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Chip, WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { Empty, Failed, Loading } from '../../ui/states.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { AdjustDialog } from './AdjustDialog.tsx';

const TONES: Readonly<Record<SettlementRow['state'], 'plain' | 'yes' | 'wait' | 'no'>> = { predicted: 'plain', awaited: 'wait', paid: 'yes', differs: 'no', missing: 'no' };
const DAYS = 14;

function Row({ row }: { readonly row: SettlementRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { predicted, billed, differenceMinor, paid } = row;
  return (
    <tr>
      <th scope="row"><span className="row gap-2"><WalletMark tender={row.wallet} size="sm" />{t(`tender.${row.wallet}`)}</span></th>
      <td className="num text-ink-2"><Money bare minor={predicted.grossMinor} /></td><td className="num text-ink-2"><Money bare minor={-predicted.feeMinor} /></td><td className="num"><Money bare minor={predicted.netMinor} /></td>
      <td className="num">{billed === null ? <span className="text-ink-3">{t('books.settle.noFile')}</span> : <Money bare minor={billed.netMinor} />}</td>
      <td className={`num ${differenceMinor === null || differenceMinor === 0 ? 'text-ink-3' : 'differs'}`}>{differenceMinor !== null && <Money signed minor={differenceMinor} />}</td>
      <td className="num">{paid === null ? <span className="text-ink-3">{t('books.settle.noPayout')}</span> : <><Money bare minor={paid.amountMinor} />{paid.days > 1 && <small className="block text-ink-3">{t('books.settle.together', { count: paid.days })}</small>}</>}</td>
      <td><span className="row gap-2"><Chip tone={TONES[row.state]}>{t(`books.settle.state.${row.state}`)}</Chip>{paid !== null && <small className="cut text-ink-3">{format.weekday(paid.day)}</small>}</span></td>
    </tr>
  );
}

function Day({ view }: { readonly view: SettlementView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sum = (pick: (row: SettlementRow) => number) => view.rows.reduce((total, row) => total + pick(row), 0);
  const billed = view.rows.every((row) => row.billed !== null);
  return (
    <tbody>
      <tr className="settle__day"><th scope="rowgroup" colSpan={8}>{format.weekday(view.day)}</th></tr>
      {view.rows.map((row) => <Row key={row.wallet} row={row} />)}
      <tr className="sums__total">
        <th scope="row">{t('books.sum')}</th><td className="num"><Money bare minor={sum((row) => row.predicted.grossMinor)} /></td><td className="num"><Money bare minor={-sum((row) => row.predicted.feeMinor)} /></td><td className="num"><Money bare minor={sum((row) => row.predicted.netMinor)} /></td>
        <td className="num">{billed && <Money bare minor={sum((row) => row.billed?.netMinor ?? 0)} />}</td><td className="num">{billed && <Money signed minor={sum((row) => row.differenceMinor ?? 0)} />}</td><td /><td />
      </tr>
    </tbody>
  );
}

export function SettlePage() {
  const { t } = useTranslation();
  const reading = useRead('settlement.read', { to: null, days: DAYS });
  const [adjusting, setAdjusting] = useState(false);
  const days = (reading.value ?? []).filter((view) => view.rows.length > 0);
  useShortcut('e', t('books.adjust.open'), () => setAdjusting(true));
  return (
    <>
      <DeskBar><h1>{t('books.settle.page')}</h1><span className="cut text-ink-3">{t('books.settle.hint')}</span><span className="grow" /><Button icon={PenLine} keycap="E" onClick={() => setAdjusting(true)}>{t('books.adjust.open')}</Button></DeskBar>
      {reading.value === null ? (reading.trouble === null ? <div className="page"><Loading rows={8} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />) : days.length === 0 ? <Empty icon={Landmark} title={t('books.settle.none')}>{t('books.settle.noneHint')}</Empty> : (
        <div className="page"><div className="card settle" tabIndex={0} role="region" aria-label={t('books.settle.page')}>
          <table className="grid-table sums">
            <thead>
              <tr><td /><th scope="colgroup" colSpan={3} className="settle__group">{t('books.settle.ledger')}</th><th scope="colgroup" colSpan={2} className="settle__group">{t('books.settle.bill')}</th><th scope="colgroup" className="settle__group">{t('books.settle.bank')}</th><td /></tr>
              <tr><th scope="col">{t('books.wallet')}</th><th scope="col" className="num">{t('manager.today.gross')}</th><th scope="col" className="num">{t('manager.today.fee')}</th><th scope="col" className="num">{t('manager.today.net')}</th><th scope="col" className="num">{t('manager.today.net')}</th><th scope="col" className="num">{t('books.settle.difference')}</th><th scope="col" className="num">{t('books.settle.received')}</th><th scope="col">{t('books.settle.stands')}</th></tr>
            </thead>
            {days.map((view) => <Day key={view.day} view={view} />)}
          </table>
        </div></div>
      )}
      {adjusting && <AdjustDialog onClose={() => setAdjusting(false)} />}
    </>
  );
}
