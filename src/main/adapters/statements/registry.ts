/** The statement formats: recognises a file, reads it in normal form, and vouches for its totals. */
import type { Hash } from 'node:crypto';
import { formatMinor } from '#core/money.ts';
import { Refusal } from '#core/refusal.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import type { ScannedLine, SourceId, Statement, StatementLine, StatementSummary } from '#core/statement.ts';
import type { StatementMapping } from '#core/statementMapping.ts';
import { adyenSettlement } from './adyenSettlement/format.ts';
import { alipayAccount } from './alipayAccount/format.ts';
import { alipaySummary } from './alipaySummary/format.ts';
import { alipayTrade } from './alipayTrade/format.ts';
import { camt053 } from './camt053/format.ts';
import { asUtf8, contentsOf, decodeHead, headOf } from './content.ts';
import type { Content, StatementInput } from './input.ts';
import { encodingOf } from './encodings.ts';
import type { Encoding } from './encodings.ts';
import { KNOWN_FORMATS } from './later/known.ts';
import { mappedFormat } from './mapped/format.ts';
import { mt940 } from './mt940/format.ts';
import { ofx } from './ofx/format.ts';
import { paypalActivity } from './paypalActivity/format.ts';
import type { Facts, Format, LineSink, ScanEnd, TextScanner } from './scanner.ts';
import { stripeBalance } from './stripeBalance/format.ts';
import { stripePayout } from './stripePayout/format.ts';
import { createSums } from './sums.ts';
import type { Sums } from './sums.ts';
import { totalsDiffer, unusable } from './trouble.ts';
import { unionpayZm } from './unionpayZm/format.ts';
import { unionpayZme } from './unionpayZme/format.ts';
import { wechatpayFundflow } from './wechatpayFundflow/format.ts';
import { wechatpayTrade } from './wechatpayTrade/format.ts';
import { feedChunks, feedFile, feedText } from './windows.ts';
import type { WindowTaker } from './windows.ts';

export const FORMATS: readonly Format[] = [
  wechatpayTrade, wechatpayFundflow, alipayTrade, alipaySummary, alipayAccount, unionpayZm, unionpayZme, stripeBalance, stripePayout, adyenSettlement, paypalActivity, camt053, mt940, ofx,
];

const CONFIDENCE_MIN = 0.8;

export type OpenedStatement = {
  readonly file: string;
  readonly source: SourceId;
  /** Size of the content where it is known before reading, else 0. */
  readonly plainBytes: number;
  /**
   * Reads the whole file, giving each line to the sink, then checks the file's own totals. May be called again.
   * Lines reach the sink before the totals are known: keep them aside until this resolves.
   * @throws Refusal at the first thing that is not as it must be.
   */
  readonly scan: (sink: LineSink) => Promise<StatementSummary>;
  /** The same without the hash, for whoever has only one file. */
  readonly scanUnhashed: (sink: LineSink) => Promise<Omit<StatementSummary, 'contentHash'>>;
  readonly contentHash: () => Promise<string>;
};

/** What a file is taken for: `as` a format instead of recognising it, by mappings that were kept. */
export type Taken = {
  readonly as?: SourceId | null;
  readonly mappings?: readonly StatementMapping[];
  /** Of a zip: the one content of that name. */
  readonly only?: string | null;
  /** Hears how many bytes of the content have been taken; may end the reading by throwing. */
  readonly onBytes?: (bytes: number) => void;
};

/** Recognises a file. @throws Refusal when it is none that is read. */
export async function openStatement(input: StatementInput, taken: Taken = {}): Promise<OpenedStatement> {
  const { only = null } = taken;
  const contents = (await contentsOf(input)).filter(({ name }) => only === null || name === only);
  const found: OpenedStatement[] = [];
  let refused: Refusal | null = null;
  for (const content of contents) {
    try {
      found.push(await recognised(content, taken));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused ??= error;
    }
  }
  const [first] = found;
  if (first === undefined) throw refused ?? unusable(input.name ?? '', 'statement-zip', 'the zip holds no file.');
  const details = found.filter(({ source }) => STATEMENT_SOURCES[source].role !== 'summary');
  const [detail] = details;
  const summaries = found.filter(({ source }) => STATEMENT_SOURCES[source].role === 'summary');
  const [summed] = summaries;
  if (detail !== undefined && summed !== undefined && details.length === 1 && summaries.length === 1) return withSummary(detail, summed);
  if (found.length > 1) throw unusable(first.file, 'statement-zip', `the zip holds ${found.length} statements.`, 'Nothing was read; unpack it and give the files one by one.');
  return first;
}

/**
 * The names of what has to be read one by one: of a zip with several statements all its contents, so that none is passed over in silence.
 * Empty when the input is one statement, a detail with its summary, or nothing that is read.
 */
export async function separateContents(input: StatementInput, taken: Taken = {}): Promise<string[]> {
  const contents = (await contentsOf(input)).filter(({ name }) => !isHidden(name));
  if (contents.length < 2) return [];
  const sources: SourceId[] = [];
  for (const content of contents) {
    try {
      sources.push((await recognised(content, taken)).source);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  const details = sources.filter((source) => STATEMENT_SOURCES[source].role !== 'summary').length;
  return details > 1 || sources.length > 2 ? contents.map(({ name }) => name) : [];
}

/** What packers add of their own. */
const isHidden = (name: string) => /\/(?:__MACOSX\/|\.|Thumbs\.db$)/.test(name);

/** A detail that came with its summary: what the summary says must be what the detail adds up to. */
function withSummary(detail: OpenedStatement, summed: OpenedStatement): OpenedStatement {
  const check = async <T extends Unhashed>(read: T): Promise<T> => {
    const sums = await readableSums(summed);
    if (sums === null) return read;
    const { amountMinor, netMinor } = sums;
    for (const [name, own, found] of [['商家实收', amountMinor, read.amountMinor], ['实收净额', netMinor, read.netMinor]] as const) {
      if (own !== found) throw totalsDiffer(summed.file, 1, name, formatMinor(own, 'CNY'), formatMinor(found, 'CNY'));
    }
    return { ...read, controls: [...read.controls, { name: '汇总 商家实收', unit: 'minor', own: amountMinor, read: read.amountMinor }] };
  };
  return { ...detail, scan: async (sink) => check(await detail.scan(sink)), scanUnhashed: async (sink) => check(await detail.scanUnhashed(sink)) };
}

/** A summary that can't be read proves nothing and hinders nothing: the detail has totals of its own. @throws Refusal when its own totals differ. */
async function readableSums(summed: OpenedStatement): Promise<Unhashed | null> {
  try {
    return await summed.scanUnhashed(() => {});
  } catch (error) {
    if (error instanceof Refusal && error.code !== 'statement-totals-differ') return null;
    throw error;
  }
}

/** Reads a whole statement into memory. @throws Refusal as `openStatement` and its `scan`. */
export async function readStatement(input: StatementInput, taken: Taken = {}): Promise<Statement> {
  const opened = await openStatement(input, taken);
  const lines: StatementLine[] = [];
  const summary = await opened.scan((line) => lines.push(statementLine(line, opened.source, opened.file)));
  return { ...summary, lines };
}

/** A line of its own, from the reader's reused one. */
export function statementLine(line: ScannedLine, source: SourceId, file: string): StatementLine {
  const bytes = Buffer.from(line.bytes.buffer, line.bytes.byteOffset, line.bytes.byteLength);
  const text = (start: number, end: number) => (start === end ? null : bytes.toString('utf8', start, end));
  return {
    source, file, line: line.line, kind: line.kind,
    orderId: text(line.orderStart, line.orderEnd), tradeId: text(line.tradeStart, line.tradeEnd), originalId: text(line.originalStart, line.originalEnd),
    amountMinor: line.amountMinor, feeMinor: line.feeMinor, netMinor: line.netMinor, currency: line.currency,
    at: Number.isNaN(line.at) ? null : line.at, day: line.day, status: line.status,
    ...(line.batch === '' ? {} : { batch: line.batch }), ...(line.reference === '' ? {} : { reference: line.reference }), ...(line.account === '' ? {} : { account: line.account }),
  };
}

async function recognised(content: Content, taken: Taken): Promise<OpenedStatement> {
  const head = await headOf(content);
  const encoding = encodingOf(head);
  const format = formatOf(content.name, decodeHead(head, encoding), head.length, taken);
  if (head.length === 0) return emptyStatement(content, format);
  const scanUnhashed = (sink: LineSink) => scan(content, encoding, format, sink, () => {});
  return {
    file: content.name, source: format.id, plainBytes: content.bytes, scanUnhashed,
    scan: async (sink) => {
      const hash = await sha256();
      const summary = await scan(content, encoding, format, sink, (bytes) => {
        hash.update(bytes);
        taken.onBytes?.(bytes.length);
      });
      return { ...summary, contentHash: hash.digest('hex') };
    },
    contentHash: async () => {
      const hash = await sha256();
      for await (const chunk of content.open()) hash.update(chunk);
      return hash.digest('hex');
    },
  };
}

/** Loaded when it is asked for: who reconciles one file asks for no hash. */
async function sha256(): Promise<Hash> {
  return (await import('node:crypto')).createHash('sha256');
}

/** A flow file of a day without trade has no record at all; its name alone says what and of which day it is, and tells it from other days' empty files. */
function emptyStatement({ name }: Content, format: Format): OpenedStatement {
  const contentHash = async () => (await sha256()).update(`${format.id} ${name.slice(name.lastIndexOf('/') + 1)}`).digest('hex');
  const scanUnhashed = async (sink: LineSink) => {
    if (format.feed === 'text') throw unusable(name, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
    return summary(name, format, (await format.scan(name, sink, {})).end(), createSums(name));
  };
  return { file: name, source: format.id, plainBytes: 0, scanUnhashed, contentHash, scan: async (sink) => ({ ...(await scanUnhashed(sink)), contentHash: await contentHash() }) };
}

function formatOf(file: string, head: string, bytes: number, { as = null, mappings = [] }: Taken): Format {
  if (bytes === 0 && /(?:^|\/)IN[A-Z]\d{8}ZM_\w+$/.test(file)) return unionpayZm;
  if (bytes === 0) throw unusable(file, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
  const mapped = mappings.map(mappedFormat);
  const [byHand] = mapped;
  const named = as === null ? undefined : as === 'mapped' ? (mapped.find((format) => format.sniff(head, file) === 1) ?? byHand) : FORMATS.find((format) => format.id === as);
  if (named !== undefined) return named;
  const ranked = FORMATS.map((format) => ({ format, sure: format.sniff(head, file) })).sort((a, b) => b.sure - a.sure);
  const best = ranked[0];
  if (best !== undefined && best.sure >= CONFIDENCE_MIN) return best.format;
  const kept = mapped.find((format) => format.sniff(head, file) === 1);
  if (kept !== undefined) return kept;
  const known = KNOWN_FORMATS.find((format) => format.sniff(head, file) >= CONFIDENCE_MIN);
  if (known !== undefined) throw new Refusal('statement-later-format', `${file}: this is ${known.title}, which is not read yet. Nothing is booked. ${known.instead}`, { file, format: known.title });
  throw new Refusal('statement-unknown-format', `${file}, line 1: expected the beginning of a WeChat Pay trade bill, an Alipay business detail or another statement that is read; found none. Nothing is booked; give the file unchanged as it was fetched, or name its columns in a mapping.`, { file, line: 1 });
}

type Unhashed = Omit<StatementSummary, 'contentHash'>;

async function scan(content: Content, encoding: Encoding, format: Format, sink: LineSink, tap: (bytes: Buffer) => void): Promise<Unhashed> {
  const before = content.stamp?.();
  const sums = createSums(content.name);
  const taking: LineSink = (line) => {
    sums.add(line);
    sink(line);
  };
  const end = format.feed === 'text' ? await scanText(content, encoding, await format.scan(content.name, taking), tap) : await scanLines(content, encoding, format, taking, tap);
  // A file read straight from the disk is watched by the feed itself.
  if (before !== content.stamp?.()) throw unusable(content.name, 'statement-changed', 'the file changed while it was read.', 'Nothing was taken from it; wait until it is complete and give it again.');
  return summary(content.name, format, end, sums);
}

async function scanText(content: Content, encoding: Encoding, scanner: TextScanner, tap: (bytes: Buffer) => void): Promise<ScanEnd> {
  await feedText(tapped(content, tap), content.name, encoding, scanner);
  return scanner.end();
}

async function scanLines(content: Content, encoding: Encoding, format: Format & { readonly feed: 'lines' | 'raw-lines' }, sink: LineSink, tap: (bytes: Buffer) => void): Promise<ScanEnd> {
  let facts: Facts = {};
  if (format.survey !== undefined) {
    const surveyor = await format.survey(content.name);
    await feed(content, encoding, format.feed, surveyor, () => {});
    facts = surveyor.end();
  }
  const scanner = await format.scan(content.name, sink, facts);
  await feed(content, encoding, format.feed, scanner, tap);
  return scanner.end();
}

/** Raw lines stay as they are, but for UTF-16, in which no byte would be a character. */
async function feed(content: Content, encoding: Encoding, kind: 'lines' | 'raw-lines', taker: WindowTaker, tap: (bytes: Buffer) => void): Promise<void> {
  const raw = kind === 'raw-lines' && !encoding.startsWith('utf16');
  if ((raw || encoding === 'utf8') && content.path !== null) feedFile(content.path, content.name, taker, tap, raw ? 'raw' : 'utf8');
  else if (raw || encoding === 'utf8') await feedChunks(tapped(content, tap), content.name, taker, raw ? 'raw' : 'utf8');
  else await feedChunks(asUtf8(content, encoding, tap), content.name, taker, 'decoded');
}

async function* tapped(content: Content, tap: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const chunk of content.open()) {
    tap(chunk);
    yield chunk;
  }
}

function summary(file: string, format: Format, { day, controls, proof }: ScanEnd, sums: Sums): Unhashed {
  const totals = sums.totals();
  const days = sums.days();
  const [only] = totals;
  const one = only !== undefined && totals.length === 1 ? only : null;
  return {
    source: format.id, file, day: day ?? (days.length === 1 ? (days[0] ?? null) : null), days, wallet: format.wallet === undefined ? STATEMENT_SOURCES[format.id].wallet : format.wallet,
    lineCount: totals.reduce((sum, { lineCount }) => sum + lineCount, 0), amountMinor: one?.amountMinor ?? 0, feeMinor: one?.feeMinor ?? 0, netMinor: one?.netMinor ?? 0,
    currency: one?.currency ?? null, totals, controls, proof,
  };
}
