/** Splits tables into records (RFC 4180): quotes, doubled quotes, line ends inside of quotes; strict about everything else. */
import { LIMITS } from '#core/limits.ts';
import type { Scanner } from './scanner.ts';
import { brokenLine } from './trouble.ts';

const LF = 10;
const CR = 13;

export type Delimited = { readonly delimiter: string; /** Takes a record; `line` is the physical line that it begins on. An empty line is a record of one empty field. */ readonly take: (fields: string[], line: number) => void };

/** The part of a scanner that finds records; who uses it adds `end`, which calls `close`. */
export type RecordScanner = Omit<Scanner, 'end'> & { /** @throws Refusal when a quote is still open. */ close(): void };

export function recordScanner(file: string, { delimiter, take }: Delimited): RecordScanner {
  let line = 0;
  let crlf: boolean | null = null;
  let unendedHeader = false;
  /** A record whose quote is still open, and the line that it began on. */
  let pending = '';
  let began = 0;
  const takeLine = (bytes: Buffer, from: number, feed: number, unended: boolean) => {
    line += 1;
    const ended = feed > from && bytes[feed - 1] === CR;
    const text = bytes.toString('utf8', from, ended ? feed - 1 : feed);
    unendedHeader = unended && line === 1;
    if (feed - from + pending.length > LIMITS.statementLineBytesMax) throw brokenLine(file, line, `a record of at most ${LIMITS.statementLineBytesMax} bytes`, 'a longer one');
    if (pending === '') {
      began = line;
      if (!text.includes('"')) {
        checkEnds(ended, unended);
        const fields = text.split(delimiter);
        if (fields.length > LIMITS.statementColumnsMax) throw brokenLine(file, line, `at most ${LIMITS.statementColumnsMax} columns`, `${fields.length}`);
        take(fields, line);
        return;
      }
    }
    const record = pending === '' ? text : `${pending}\n${text}`;
    const fields = quotedFields(record, delimiter, file, began);
    if (fields === null) {
      pending = record;
      return;
    }
    pending = '';
    checkEnds(ended, unended);
    take(fields, began);
  };
  const checkEnds = (ended: boolean, unended: boolean) => {
    crlf ??= ended;
    if (ended !== crlf && !unended) throw brokenLine(file, line, `lines ending in ${crlf ? 'CR LF' : 'LF'} as the first does`, ended ? 'CR LF' : 'LF', 'statement-line-ends');
  };
  return {
    window(bytes, from, end, unended) {
      for (let at = from; at < end; ) {
        const feed = bytes.indexOf(LF, at);
        takeLine(bytes, at, feed, unended && feed + 1 >= end);
        at = feed + 1;
      }
    },
    close() {
      // A lone line without its end may be a header that was cut: then nothing says what is missing.
      if (unendedHeader) throw brokenLine(file, 1, 'the end of the first line', 'the end of the file', 'statement-truncated');
      if (pending !== '') throw brokenLine(file, began, 'a closing quote', 'the end of the file', 'statement-truncated');
    },
    line: () => line,
  };
}

/** @returns null when the last quote is not closed in this text. */
function quotedFields(text: string, delimiter: string, file: string, line: number): string[] | null {
  const fields: string[] = [];
  for (let at = 0; at <= text.length; at += delimiter.length) {
    if (fields.length >= LIMITS.statementColumnsMax) throw brokenLine(file, line, `at most ${LIMITS.statementColumnsMax} columns`, 'more');
    if (text[at] !== '"') {
      const next = text.indexOf(delimiter, at);
      const end = next < 0 ? text.length : next;
      const field = text.slice(at, end);
      if (field.includes('"')) throw brokenLine(file, line, 'quotes around a whole field', 'a quote inside one');
      fields.push(field);
      at = end;
      continue;
    }
    let field = '';
    for (at += 1; ; at += 1) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return null;
      field += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      field += '"';
    }
    if (at < text.length && !text.startsWith(delimiter, at)) throw brokenLine(file, line, 'a delimiter after a closing quote', 'other text');
    fields.push(field);
  }
  return fields;
}
