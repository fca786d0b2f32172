/** One break with its sides next to each other, what differs marked by sign and tint, and what happened in order. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BookText, FileText, Landmark, TriangleAlert } from 'lucide-react';
import type { BreakSide, BreakView } from '#contract/views.ts';
import { isMethod } from '#core/wallets.ts';
import { useFormat, type Format } from '../../text/format.ts';
import { Chip, WalletMark } from '../../ui/marks.tsx';
import { differingFields, sourceParts, type Field } from './breakList.ts';
import { useBreakWords, useStatusWord, useWalletName } from './breakWords.ts';
import { Story } from './Story.tsx';

type Row = { readonly field: string; readonly differs: boolean; readonly className?: string; readonly of: (side: BreakSide) => ReactNode };

function Cell({ row, side, missing }: { readonly row: Row; readonly side: BreakSide | null; readonly missing: string | null }) {
  const { t } = useTranslation();
  if (side === null) return <td className={missing === null ? 'none' : 'neq'}>{missing !== null && <><TriangleAlert aria-hidden="true" />{missing}</>}</td>;
  const value = row.of(side);
  if (value === null || value === '') return <td className="none">{t('manager.bench.none')}</td>;
  return <td className={`${row.className ?? ''} ${row.differs ? 'neq' : ''}`} title={typeof value === 'string' ? value : undefined}>{row.differs && <TriangleAlert aria-hidden="true" />}{value}</td>;
}

function timeOf(entry: BreakView, format: Format): (side: BreakSide) => string | null {
  const days = new Set([entry.ledger?.at, entry.statement?.at, entry.bank?.at].flatMap((at) => (at === null || at === undefined ? [] : [format.date(at)])));
  return ({ at }) => (at === null ? null : days.size > 1 ? format.dateTime(at) : format.timeSeconds(at));
}

function useRows(entry: BreakView): Row[] {
  const { t } = useTranslation();
  const format = useFormat();
  const statusWord = useStatusWord();
  const differing = differingFields(entry.ledger, entry.statement);
  const money = (field: Field, pick: (side: BreakSide) => number | null, sign: 1 | -1 = 1, className = ''): Row => ({ field, differs: differing.has(field), className: `num ${className}`, of: (side) => { const minor = pick(side); return minor === null ? null : format.amount(minor === 0 ? 0 : minor * sign); } });
  const source = (side: BreakSide) => {
    const parts = sourceParts(side.source);
    return parts === null ? (side.source ?? t('manager.bench.ledgerSource')) : t('manager.bench.line', parts);
  };
  return [
    { field: 'status', differs: differing.has('status'), of: statusWord },
    money('amount', (side) => side.amountMinor, 1, 'amt'), money('fee', (side) => side.feeMinor, -1), money('net', (side) => side.netMinor),
    { field: 'order', differs: false, className: 'wrap', of: (side) => side.orderId }, { field: 'trade', differs: false, className: 'wrap', of: (side) => side.tradeId },
    { field: 'time', differs: false, of: timeOf(entry, format) }, { field: 'source', differs: false, className: 'text-ink-3 wrap', of: source },
  ];
}

function Sides({ entry, bankRead }: { readonly entry: BreakView; readonly bankRead: boolean }) {
  const { t } = useTranslation();
  const wallet = useWalletName()(entry.wallet);
  const rows = useRows(entry);
  const missing = t('manager.bench.noRow');
  return (
    <div className="card cmp-card">
      <table className="cmp grid-table">
        <colgroup><col /><col /><col /><col /></colgroup>
        <thead>
          <tr>
            <td />
            <th scope="col"><b><BookText aria-hidden="true" /><span className="cut">{t('manager.bench.ledger')}</span></b></th>
            <th scope="col"><b>{isMethod(entry.wallet) ? <WalletMark tender={entry.wallet} size="sm" /> : <FileText aria-hidden="true" />}<span className="cut">{t('manager.bench.bill', { wallet })}</span></b></th>
            <th scope="col" className="bank"><b><Landmark aria-hidden="true" /><span className="cut">{t('manager.bench.bank')}</span></b></th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={row.field}>
              <th scope="row">{t(`manager.bench.field.${row.field}`)}</th>
              <Cell row={row} side={entry.ledger} missing={index === 0 ? missing : null} />
              <Cell row={row} side={entry.statement} missing={index === 0 ? missing : null} />
              {entry.bank === null ? <td className="none bank">{index === 0 && t(bankRead ? 'books.bench.inBatch' : 'manager.bench.notRead')}</td> : <Cell row={{ ...row, className: `${row.className ?? ''} bank` }} side={entry.bank} missing={null} />}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Compare({ entry, bankRead }: { readonly entry: BreakView; readonly bankRead: boolean }) {
  const words = useBreakWords()(entry);
  return (
    <div className="three" tabIndex={-1}>
      <div className="three__head"><h2 className="cut" title={words.heading}>{words.heading}</h2><Chip tone={entry.state === 'open' ? 'wait' : 'plain'}>{words.chip}</Chip></div>
      <Sides entry={entry} bankRead={bankRead} />
      <Story entry={entry} />
    </div>
  );
}
