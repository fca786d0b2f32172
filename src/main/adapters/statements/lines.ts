/** Physical lines one by one, all ending alike and none too long, for readers whose files have no quoting. */
import { LIMITS } from '#core/limits.ts';
import type { Scanner } from './scanner.ts';
import { brokenLine } from './trouble.ts';

const LF = 10;
const CR = 13;
/** A byte order mark of UTF-8 read as single bytes. */
const MARK = '\u00ef\u00bb\u00bf';

/** @param encoding of the windows: `utf8`, or `latin1` for a format that is fed raw lines. `unended`: the file ends before this line does. */
export function eachLine(file: string, take: (text: string, line: number, unended: boolean) => void, encoding: 'utf8' | 'latin1' = 'utf8'): Pick<Scanner, 'window' | 'line'> {
  let line = 0;
  let crlf: boolean | null = null;
  return {
    window(bytes, from, end, unended) {
      for (let at = from; at < end; ) {
        const feed = bytes.indexOf(LF, at);
        const last = unended && feed + 1 >= end;
        line += 1;
        if (feed - at > LIMITS.statementLineBytesMax) throw brokenLine(file, line, `at most ${LIMITS.statementLineBytesMax} bytes`, `${feed - at}`);
        const ended = feed > at && bytes[feed - 1] === CR;
        if (!last) crlf ??= ended;
        if (!last && ended !== crlf) throw brokenLine(file, line, `lines ending in ${crlf === true ? 'CR LF' : 'LF'} as the first does`, ended ? 'CR LF' : 'LF', 'statement-line-ends');
        const text = bytes.toString(encoding, at, ended ? feed - 1 : feed);
        if (encoding === 'latin1' && line > 1 && text.includes(MARK)) throw brokenLine(file, line, 'a byte order mark at the beginning of the file only', 'one here', 'statement-encoding');
        take(text, line, last);
        at = feed + 1;
      }
    },
    line: () => line,
  };
}
