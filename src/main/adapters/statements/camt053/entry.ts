/** One entry (Ntry) of a camt.053 statement: its elements as they come, and the line that they make. */
import { dayAndClock } from '../calendar.ts';
import { currencyOf, minorOf } from '../emit.ts';
import type { PlainLine } from '../emit.ts';
import { payersIn, referenceId, referencesIn } from '../references.ts';
import { brokenLine, quoted } from '../trouble.ts';

export type Entry = {
  line: number; amount: string; currency: string; side: string; reversal: boolean; status: string; booked: string; valued: string; bankRef: string; ownRef: string; family: string; batchTotal: string; references: string[]; details: number;
};

const REFERENCES_MAX = 20;
const DETAILS_MAX = 10_000;

export function emptyEntry(line = 1): Entry {
  return { line, amount: '', currency: '', side: '', reversal: false, status: '', booked: '', valued: '', bankRef: '', ownRef: '', family: '', batchTotal: '', references: [], details: 0 };
}

/** @param path of the element below the entry. Names, addresses and accounts of others are left where they are. */
export function entryText(entry: Entry, path: string, text: string, attributes: Readonly<Record<string, string>>, file: string, line: number): void {
  switch (path) {
    case 'Amt':
      entry.amount = text;
      entry.currency = attributes['Ccy'] ?? '';
      break;
    case 'CdtDbtInd': entry.side = text; break;
    case 'RvslInd': entry.reversal = text === 'true' || text === '1'; break;
    case 'Sts': case 'Sts/Cd': if (text !== '') entry.status = text; break;
    case 'BookgDt/Dt': case 'BookgDt/DtTm': entry.booked = text; break;
    case 'ValDt/Dt': case 'ValDt/DtTm': entry.valued = text; break;
    case 'AcctSvcrRef': entry.bankRef = text; break;
    case 'NtryRef': entry.ownRef = text; break;
    case 'BkTxCd/Domn/Fmly/SubFmlyCd': entry.family = text; break;
    case 'NtryDtls/Btch/TtlAmt': entry.batchTotal = entry.batchTotal === '' ? text : '-'; break;
    case 'AddtlNtryInf': case 'NtryDtls/TxDtls/RmtInf/Ustrd': case 'NtryDtls/TxDtls/AddtlTxInf': note(entry, referencesIn(text)); break;
    case 'NtryDtls/TxDtls/Refs/EndToEndId': case 'NtryDtls/TxDtls/Refs/TxId': case 'NtryDtls/TxDtls/Refs/UETR': case 'NtryDtls/TxDtls/Refs/InstrId': case 'NtryDtls/TxDtls/RmtInf/Strd/CdtrRefInf/Ref': note(entry, referenceId(text)); break;
    case 'NtryDtls/TxDtls/RltdPties/Dbtr/Nm': case 'NtryDtls/TxDtls/RltdPties/Dbtr/Pty/Nm': note(entry, payersIn(text)); break;
    case 'NtryDtls/TxDtls':
      entry.details += 1;
      if (entry.details > DETAILS_MAX) throw brokenLine(file, line, `at most ${DETAILS_MAX} details of an entry`, 'more');
      break;
    default: break;
  }
}

function note(entry: Entry, reference: string): void {
  if (reference !== '' && entry.references.length < REFERENCES_MAX && !entry.references.includes(reference)) entry.references.push(reference);
}

/** @throws Refusal when amount, side or day are missing or none. */
export function lineOfEntry(file: string, entry: Entry, account: string): PlainLine {
  const { line } = entry;
  const currency = currencyOf(file, line, entry.currency);
  const amount = minorOf(entry.amount, currency);
  if (amount === null || amount < 0) throw brokenLine(file, line, 'an amount without sign in Amt', quoted(entry.amount));
  if (entry.side !== 'CRDT' && entry.side !== 'DBIT') throw brokenLine(file, line, 'CRDT or DBIT in CdtDbtInd', quoted(entry.side));
  const batch = entry.batchTotal === '' || entry.batchTotal === '-' ? amount : minorOf(entry.batchTotal, currency);
  if (batch !== amount) throw brokenLine(file, line, 'a batch whose TtlAmt is the amount of its entry', quoted(entry.batchTotal), 'statement-totals-differ');
  const date = entry.booked === '' ? entry.valued : entry.booked;
  const when = dateOf(date);
  if (when === null) throw brokenLine(file, line, 'a day that exists in BookgDt', quoted(date));
  const credit = entry.side === 'CRDT';
  return {
    line, kind: entry.reversal ? 'reversal' : /^(?:CHRG|FEES|COMM|CHKD)$/.test(entry.family) ? 'fee' : credit ? 'payout' : 'transfer', amountMinor: credit ? amount : 0 - amount, currency, day: when.day, at: when.at,
    status: entry.status === 'BOOK' ? 'success' : 'processing', tradeId: entry.bankRef === '' ? entry.ownRef : entry.bankRef, reference: entry.references.join(' ').slice(0, 400), account,
  };
}

/** The day as printed, with the moment where a time and its zone stand with it. */
function dateOf(text: string): { day: string; at: number } | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)(Z|[+-]\d{2}:\d{2})?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(text);
  const found = match === null ? null : dayAndClock(match[2] === undefined ? (match[1] ?? '') : `${match[1]} ${match[2]}`);
  if (match === null || found === null) return null;
  return { day: found.day, at: match[2] === undefined || match[3] === undefined ? Number.NaN : Date.parse(`${match[1]}T${match[2].slice(0, 8)}${match[3]}`) };
}
