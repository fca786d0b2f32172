/** XML as a stream of plain events within caps: no document type, no entities but the five of XML itself, no namespaces in names. */
import { SaxesParser } from 'saxes';
import { Refusal } from '#core/refusal.ts';
import { LIMITS } from '#core/limits.ts';
import { brokenLine, quoted } from './trouble.ts';

export type XmlHandler = {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text(text: string): void;
};

export type XmlStream = { write(text: string): void; end(): void; line(): number };

const PIECE = 16 * 1024;
const DEPTH_MAX = 64;
const ATTRIBUTES_MAX = 64;

/** @throws Refusal, by `write` and `end`, where the text is no such XML. */
export function xmlStream(file: string, handler: XmlHandler): XmlStream {
  const parser = new SaxesParser<{ xmlns: false; position: true }>({ xmlns: false, position: true });
  let depth = 0;
  let attributes = 0;
  let sinceEvent = 0;
  const refuse = (expected: string, found: string) => brokenLine(file, parser.line, expected, found);
  parser.on('error', (error) => {
    throw refuse('well-formed XML', quoted(error.message.replace(/^\d+:\d+: /, '')));
  });
  parser.on('doctype', () => {
    throw refuse('XML without a document type (DTD)', 'one');
  });
  parser.on('attribute', () => {
    attributes += 1;
    sinceEvent = 0;
    if (attributes > ATTRIBUTES_MAX) throw refuse(`at most ${ATTRIBUTES_MAX} attributes`, 'more');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    attributes = 0;
    sinceEvent = 0;
    if (depth > DEPTH_MAX) throw refuse(`at most ${DEPTH_MAX} levels`, 'more');
    handler.open(localName(tag.name), tag.attributes);
  });
  parser.on('closetag', (tag) => {
    depth -= 1;
    sinceEvent = 0;
    handler.close(localName(tag.name));
  });
  const text = (value: string) => {
    sinceEvent = 0;
    handler.text(value);
  };
  parser.on('text', text);
  parser.on('cdata', text);
  parser.on('comment', () => { sinceEvent = 0; });
  return {
    write(all) {
      for (let at = 0; at < all.length; at += PIECE) {
        const piece = all.slice(at, at + PIECE);
        sinceEvent += piece.length;
        parser.write(piece);
        if (sinceEvent > LIMITS.statementLineBytesMax) throw refuse(`a field of at most ${LIMITS.statementLineBytesMax} bytes`, 'a longer one');
      }
    },
    end() {
      try {
        parser.close();
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw brokenLine(file, parser.line, 'the end of the XML document', 'the end of the file', 'statement-truncated');
      }
    },
    line: () => parser.line,
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
