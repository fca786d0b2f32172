/** Splits OFX of either version into tags and texts: in 1.x a field has no end tag, in 2.x each has. */
import { LIMITS } from '#core/limits.ts';
import { brokenLine, quoted } from '../trouble.ts';

export type TagHandler = { /** A tag that opens; `text` is what follows it, empty for an aggregate. */ open(name: string, text: string): void; close(name: string): void };
export type TagStream = { write(text: string): void; end(): void; line(): number };

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** @throws Refusal for a document type, an entity that is not known, or a tag or text longer than any. */
export function tagStream(file: string, handler: TagHandler): TagStream {
  let rest = '';
  let line = 1;
  /** The tag whose text is still to come. */
  let waiting: string | null = null;
  const give = (text: string) => {
    if (waiting !== null) handler.open(waiting, decoded(text.trim(), file, line));
    waiting = null;
  };
  const takeTag = (tag: string) => {
    if (tag.startsWith('?') || (tag.startsWith('!--') && tag.endsWith('--'))) return;
    if (tag.startsWith('!')) throw brokenLine(file, line, 'OFX without a document type (DTD) or entities of its own', 'one');
    const match = /^(\/?)([A-Za-z][\w.]{0,60})\s*(\/?)$/.exec(tag);
    if (match === null) throw brokenLine(file, line, 'a tag', quoted(`<${tag}>`));
    const name = (match[2] ?? '').toUpperCase();
    if (match[1] === '/') handler.close(name);
    else waiting = name;
  };
  return {
    write(piece) {
      rest += piece;
      let at = 0;
      for (;;) {
        const start = rest.indexOf('<', at);
        const end = start < 0 ? -1 : rest.indexOf('>', start);
        if (end < 0) break;
        const text = rest.slice(at, start);
        give(text);
        line += count(text);
        const tag = rest.slice(start + 1, end);
        line += count(tag);
        takeTag(tag);
        at = end + 1;
      }
      rest = rest.slice(at);
      if (rest.length > LIMITS.statementLineBytesMax) throw brokenLine(file, line, `a field of at most ${LIMITS.statementLineBytesMax} bytes`, 'a longer one');
    },
    end() {
      if (rest.includes('<')) throw brokenLine(file, line, 'the end of a tag', 'the end of the file', 'statement-truncated');
      give(rest);
      line += count(rest);
      rest = '';
    },
    line: () => line,
  };
}

function count(text: string): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

function decoded(text: string, file: string, line: number): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x?[0-9a-fA-F]{1,6}|\w{1,20});/g, (_, name: string) => {
    if (name.startsWith('#')) {
      const code = name[1]?.toLowerCase() === 'x' ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
      if (code > 31 && code < 0x110000) return String.fromCodePoint(code);
    }
    const known = ENTITIES[name];
    if (known === undefined) throw brokenLine(file, line, 'an entity of OFX itself', quoted(`&${name};`));
    return known;
  });
}
