/** The statement formats: recognises a file, reads it in normal form, and vouches for its totals. */
import { createHash } from 'node:crypto';
import { Refusal } from '#core/refusal.ts';
import { STATEMENT_SOURCES } from '#core/statement.ts';
import type { ScannedLine, SourceId, Statement, StatementLine, StatementSummary } from '#core/statement.ts';
import { alipayTrade } from './alipayTrade/format.ts';
import { asUtf8, contentsOf, decodeHead, encodingOf, headOf } from './content.ts';
import type { Content, Encoding, StatementInput } from './content.ts';
import { KNOWN_FORMATS } from './later/known.ts';
import type { Format, LineSink, ScanEnd } from './scanner.ts';
import { createSums } from './sums.ts';
import type { Sums } from './sums.ts';
import { unusable } from './trouble.ts';
import { wechatpayTrade } from './wechatpayTrade/format.ts';
import { feedChunks, feedFile } from './windows.ts';

export const FORMATS: readonly Format[] = [wechatpayTrade, alipayTrade];

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

/** Recognises a file. @param as takes the format instead of recognising it. @throws Refusal when it is none that is read. */
export async function openStatement(input: StatementInput, as: SourceId | null = null): Promise<OpenedStatement> {
  const contents = contentsOf(input);
  const found: OpenedStatement[] = [];
  let refused: Refusal | null = null;
  for (const content of contents) {
    try {
      found.push(await recognised(content, as));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused ??= error;
    }
  }
  const [first] = found;
  if (first === undefined) throw refused ?? unusable(input.name ?? '', 'statement-zip', 'the zip holds no file.');
  if (found.length > 1) throw unusable(first.file, 'statement-zip', `the zip holds ${found.length} statements.`, 'Nothing was read; unpack it and give the files one by one.');
  return first;
}

/** Reads a whole statement into memory. @throws Refusal as `openStatement` and its `scan`. */
export async function readStatement(input: StatementInput, as: SourceId | null = null): Promise<Statement> {
  const opened = await openStatement(input, as);
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

async function recognised(content: Content, as: SourceId | null): Promise<OpenedStatement> {
  const head = await headOf(content);
  const encoding = encodingOf(head);
  const format = formatOf(content.name, decodeHead(head, encoding), head.length, as);
  const scanUnhashed = (sink: LineSink) => scan(content, encoding, format, sink, () => {});
  return {
    file: content.name, source: format.id, plainBytes: content.bytes, scanUnhashed,
    scan: async (sink) => {
      const hash = createHash('sha256');
      const summary = await scan(content, encoding, format, sink, (bytes) => hash.update(bytes));
      return { ...summary, contentHash: hash.digest('hex') };
    },
    contentHash: async () => {
      const hash = createHash('sha256');
      for await (const chunk of content.open()) hash.update(chunk);
      return hash.digest('hex');
    },
  };
}

function formatOf(file: string, head: string, bytes: number, as: SourceId | null): Format {
  if (bytes === 0) throw unusable(file, 'statement-empty', 'the file is empty (line 1: expected a header, found nothing).');
  const ranked = FORMATS.map((format) => ({ format, sure: as === null ? format.sniff(head, file) : Number(format.id === as) })).sort((a, b) => b.sure - a.sure);
  const best = ranked[0];
  if (best !== undefined && best.sure >= CONFIDENCE_MIN) return best.format;
  const known = KNOWN_FORMATS.find((format) => format.sniff(head, file) >= CONFIDENCE_MIN);
  if (known !== undefined) throw new Refusal('statement-later-format', `${file}: this is ${known.title}, which is not read yet. Nothing is booked. ${known.instead}`, { file, format: known.title });
  throw new Refusal('statement-unknown-format', `${file}, line 1: expected the beginning of a WeChat Pay trade bill, an Alipay business detail or another statement that is read; found none. Nothing is booked; give the file unchanged as it was fetched, or name its columns in a mapping.`, { file, line: 1 });
}

type Unhashed = Omit<StatementSummary, 'contentHash'>;

async function scan(content: Content, encoding: Encoding, format: Format, sink: LineSink, tap: (bytes: Buffer) => void): Promise<Unhashed> {
  const sums = createSums();
  const taking: LineSink = (line) => {
    sums.add(line);
    sink(line);
  };
  if (format.feed === 'text') throw new Error('not yet');
  const scanner = format.scan(content.name, taking, {});
  if (encoding === 'utf8' && content.path !== null) feedFile(content.path, content.name, scanner, tap);
  else await feedChunks(asUtf8(content, encoding, tap), content.name, scanner, encoding !== 'utf8');
  return summary(content.name, format, scanner.end(), sums);
}

function summary(file: string, format: Format, { day, controls, proof }: ScanEnd, sums: Sums): Unhashed {
  const totals = sums.totals(file);
  const days = sums.days();
  const [only] = totals;
  const one = only !== undefined && totals.length === 1 ? only : null;
  return {
    source: format.id, file, day: day ?? (days.length === 1 ? (days[0] ?? null) : null), days, wallet: STATEMENT_SOURCES[format.id].wallet,
    lineCount: totals.reduce((sum, { lineCount }) => sum + lineCount, 0), amountMinor: one?.amountMinor ?? 0, feeMinor: one?.feeMinor ?? 0, netMinor: one?.netMinor ?? 0,
    currency: one?.currency ?? null, totals, controls, proof,
  };
}
