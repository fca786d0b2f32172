/** Fee contracts as a person writes them down: one line each, and every fault named by its line. */
import { FEE_ROUNDINGS, REFUND_FEES } from './feeContract.ts';
import type { FeeContract, FeeRounding, RefundFee } from './feeContract.ts';
import { Refusal } from './refusal.ts';

const COLUMNS = ['wallet', 'currency', 'rate_bp', 'per_item_minor', 'min_minor', 'cap_minor', 'rounding', 'refunds', 'from', 'to'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['wallet', 'currency', 'rate_bp'];
const CONTRACTS_MAX = 1000;
/** Of a rate: 100 %. */
const PPM_MAX = 1_000_000;
const MINOR_MAX = 0x7fff_ffff;

/** @throws Refusal `fees-broken-line` with file, line, what was expected and what was found. */
export function parseFeeContracts(text: string, file: string): FeeContract[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n/);
  const header = (lines[0] ?? '').split(',').map((name) => name.trim());
  const unknown = header.find((name) => !(COLUMNS as readonly string[]).includes(name));
  const missing = REQUIRED.find((name) => !header.includes(name));
  if (unknown !== undefined || missing !== undefined || new Set(header).size !== header.length) throw broken(file, 1, `the columns ${COLUMNS.join(',')}`, lines[0] ?? '');
  const contracts: FeeContract[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const cells = line.split(',').map((cell) => cell.trim());
    if (cells.length !== header.length) throw broken(file, index + 1, `${header.length} cells`, String(cells.length));
    if (contracts.length === CONTRACTS_MAX) throw broken(file, index + 1, `at most ${CONTRACTS_MAX} contracts`, line);
    contracts.push(contractOf((name) => cells[header.indexOf(name)] ?? '', (expected, found) => broken(file, index + 1, expected, found)));
  }
  return contracts;
}

function contractOf(cell: (name: Column) => string, trouble: (expected: string, found: string) => Refusal): FeeContract {
  const take = (name: Column, pattern: RegExp, expected: string): string => {
    if (!pattern.test(cell(name))) throw trouble(`${name}: ${expected}`, cell(name));
    return cell(name);
  };
  const minor = (name: Column): number => {
    const value = Number(take(name, /^\d{0,10}$/, 'a whole number of minor units'));
    if (value > MINOR_MAX) throw trouble(`${name}: at most ${MINOR_MAX}`, cell(name));
    return value;
  };
  const day = (name: Column): string | null => {
    const text = take(name, /^(?:\d{4}-\d{2}-\d{2})?$/, 'a day as YYYY-MM-DD');
    if (text !== '' && (Number.isNaN(Date.parse(`${text}T00:00:00Z`)) || new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) !== text)) throw trouble(`${name}: a day that there is`, text);
    return text === '' ? null : text;
  };
  const [whole = '', hundredths = ''] = take('rate_bp', /^\d{1,5}(?:\.\d{1,2})?$/, 'basis points with at most two decimals').split('.');
  const ratePpm = Number(`${whole}${hundredths.padEnd(2, '0')}`);
  if (ratePpm > PPM_MAX) throw trouble('rate_bp: at most 10000', cell('rate_bp'));
  const contract: FeeContract = {
    wallet: take('wallet', /^[a-z0-9-]{1,40}$/, "a wallet's name"), currency: take('currency', /^[A-Z]{3}$/, 'a currency code'), ratePpm, perItemMinor: minor('per_item_minor'), minMinor: minor('min_minor'),
    capMinor: cell('cap_minor') === '' ? null : minor('cap_minor'), rounding: (take('rounding', new RegExp(`^(?:${FEE_ROUNDINGS.join('|')})?$`), FEE_ROUNDINGS.join(', ')) || 'half-up') as FeeRounding,
    refunds: (take('refunds', new RegExp(`^(?:${REFUND_FEES.join('|')})?$`), REFUND_FEES.join(', ')) || 'returned') as RefundFee, from: day('from'), to: day('to'),
  };
  if (contract.capMinor !== null && contract.capMinor < contract.minMinor) throw trouble('cap_minor: no less than min_minor', cell('cap_minor'));
  if (contract.from !== null && contract.to !== null && contract.to < contract.from) throw trouble('to: no day before from', contract.to);
  return contract;
}

function broken(file: string, line: number, expected: string, found: string): Refusal {
  return new Refusal('fees-broken-line', `${file}, line ${line}: expected ${expected}, found ${JSON.stringify(found.slice(0, 80))}. Nothing was compared; mend that line.`, { file, line, expected, found: found.slice(0, 80) });
}
