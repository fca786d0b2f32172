/** Which font file has which character: the bundled Noto Sans families, cut by their publisher into files of a few hundred characters each. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PDFDocument, PDFFont } from 'pdf-lib';
import type { Language } from './receiptWords.ts';
import { sfntOfWoff } from './woff.ts';

export type Measured = { readonly widthOfTextAtSize: (text: string, size: number) => number };

/** A stretch of text that one font draws; `font` is null for characters that no bundled font has. */
export type Run<Font> = { readonly text: string; readonly font: Font | null };

/** Fonts of one document. */
export type Fonts<Font extends Measured = PDFFont> = {
  readonly runs: (text: string, bold: boolean) => Run<Font>[];
  /** Points. A character without a glyph is as wide as its size. */
  readonly width: (text: string, bold: boolean, size: number) => number;
};

type Texts = readonly { readonly text: string; readonly bold: boolean }[];

/** One command of an outline in font units, y upwards. */
export type OutlineStep = { readonly command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath'; readonly args: readonly number[] };

/** A font as outlines, for what has no fonts of its own. */
export type OutlineFont = Measured & {
  readonly unitsPerEm: number;
  readonly outline: (character: string) => { readonly steps: readonly OutlineStep[]; readonly advance: number };
};

export type FontShelf = {
  readonly open: (document: PDFDocument, language: Language, texts: Texts) => Promise<Fonts>;
  readonly outlines: (language: Language, texts: Texts) => Promise<Fonts<OutlineFont>>;
};

type Family = 'noto-sans' | 'noto-sans-sc' | 'noto-sans-kr';
type Range = { readonly from: number; readonly to: number; readonly subset: string };
type Kit = typeof import('@pdf-lib/fontkit');
type Face = ReturnType<Kit['create']>;

/** Latin first, so that figures are the same everywhere; then the script of the receipt's language. */
const FAMILIES: Readonly<Record<Language, readonly Family[]>> = {
  en: ['noto-sans', 'noto-sans-sc', 'noto-sans-kr'], zh: ['noto-sans', 'noto-sans-sc', 'noto-sans-kr'], ko: ['noto-sans', 'noto-sans-kr', 'noto-sans-sc'],
};

const fromHere = createRequire(import.meta.url);

/** `U+4E00-4E03,U+5B57` as ranges. */
function rangesOf(subset: string, text: string): Range[] {
  return text.split(',').flatMap((part) => {
    const match = /^U\+([0-9a-f]+)(?:-([0-9a-f]+))?$/i.exec(part.trim());
    if (match === null) return [];
    const from = Number.parseInt(match[1] ?? '', 16);
    return [{ from, to: match[2] === undefined ? from : Number.parseInt(match[2], 16), subset }];
  });
}

/** Keeps what was read from the bundle, for every later receipt. */
export function fontShelf(): FontShelf {
  const tables = new Map<Family, Promise<Range[]>>();
  const faces = new Map<string, Promise<Face | null>>();
  const places = new Map<string, string | null>();

  async function table(family: Family): Promise<Range[]> {
    const listed = JSON.parse(await readFile(fromHere.resolve(`@fontsource/${family}/unicode.json`), 'utf8')) as Record<string, string>;
    return Object.entries(listed).flatMap(([key, text]) => rangesOf(key.replaceAll(/[[\]]/g, ''), text));
  }

  /** WOFF, not WOFF2: fontkit cannot cut a subset out of WOFF2's rewritten outlines. */
  async function face(path: string, kit: Kit): Promise<Face | null> {
    try {
      return kit.create(sfntOfWoff(await readFile(fromHere.resolve(path))));
    } catch {
      return null;
    }
  }

  function once<Key, Value>(kept: Map<Key, Promise<Value>>, key: Key, make: () => Promise<Value>): Promise<Value> {
    const found = kept.get(key) ?? make();
    kept.set(key, found);
    return found;
  }

  async function placeOf(character: string, bold: boolean, language: Language, kit: Kit): Promise<string | null> {
    const codePoint = character.codePointAt(0) ?? 0;
    for (const family of FAMILIES[language]) {
      const ranges = await once(tables, family, () => table(family));
      for (const range of ranges) {
        if (codePoint < range.from || codePoint > range.to) continue;
        const path = `@fontsource/${family}/files/${family}-${range.subset}-${bold ? 700 : 400}-normal.woff`;
        if ((await once(faces, path, () => face(path, kit)))?.hasGlyphForCodePoint(codePoint) === true) return path;
      }
    }
    return null;
  }

  /** Finds the face of every character; the same character again costs nothing. */
  async function place(language: Language, texts: Texts, onFace: (path: string, face: Face | null) => Promise<void> | void): Promise<(character: string, bold: boolean) => string | null> {
    // The package is CommonJS, though its types say otherwise: what it exports is the default.
    const kit = ((await import('@pdf-lib/fontkit')) as unknown as { readonly default: Kit }).default;
    const key = (character: string, bold: boolean) => `${language} ${bold ? 'b' : 'r'} ${character}`;
    const seen = new Set<string>();
    for (const { text, bold } of texts) {
      for (const character of text) {
        const known = places.get(key(character, bold));
        const path = known === undefined ? await placeOf(character, bold, language, kit) : known;
        places.set(key(character, bold), path);
        if (path === null || seen.has(path)) continue;
        seen.add(path);
        await onFace(path, await once(faces, path, () => face(path, kit)));
      }
    }
    return (character, bold) => places.get(key(character, bold)) ?? null;
  }

  return {
    async open(document, language, texts) {
      const embedded = new Map<string, PDFFont>();
      const pathOf = await place(language, texts, async (path, found) => { embedded.set(path, await embed(document, found, path, embedded.size)); });
      return fontsOf((character, bold) => embedded.get(pathOf(character, bold) ?? '') ?? null);
    },
    async outlines(language, texts) {
      const found = new Map<string, OutlineFont>();
      const pathOf = await place(language, texts, (path, one) => { if (one !== null) found.set(path, outlineFont(one)); });
      return fontsOf((character, bold) => found.get(pathOf(character, bold) ?? '') ?? null);
    },
  };
}

function outlineFont(face: Face): OutlineFont {
  const glyph = (character: string) => face.glyphForCodePoint(character.codePointAt(0) ?? 0);
  return {
    unitsPerEm: face.unitsPerEm,
    widthOfTextAtSize: (text, size) => Array.from(text).reduce((sum, character) => sum + glyph(character).advanceWidth, 0) * size / face.unitsPerEm,
    outline: (character) => {
      const { path, advanceWidth } = glyph(character);
      // The package's types leave the path's commands out.
      return { steps: (path as unknown as { readonly commands: readonly OutlineStep[] }).commands, advance: advanceWidth };
    },
  };
}

/** The face is read already, so the document is handed it instead of the bytes. Ligatures stay off: copied text must be the text that was printed. */
async function embed(document: PDFDocument, face: Face | null, path: string, index: number): Promise<PDFFont> {
  document.registerFontkit({ create: () => face as Face });
  const tag = Array.from(String(index).padStart(6, '0'), (digit) => String.fromCodePoint(65 + Number(digit))).join('');
  const name = path.slice(path.lastIndexOf('/') + 1).replace('-normal.woff', '');
  return document.embedFont(new Uint8Array(), { subset: true, customName: `${tag}+${name}`, features: { liga: false, clig: false, kern: false } });
}

function fontsOf<Font extends Measured>(fontOf: (character: string, bold: boolean) => Font | null): Fonts<Font> {
  const runs = (text: string, bold: boolean): Run<Font>[] => {
    const found: { text: string; font: Font | null }[] = [];
    for (const character of text) {
      const font = fontOf(character, bold);
      const last = found.at(-1);
      if (last !== undefined && last.font === font) last.text += character;
      else found.push({ text: character, font });
    }
    return found;
  };
  return {
    runs,
    width: (text, bold, size) => runs(text, bold).reduce((sum, run) => sum + (run.font === null ? Array.from(run.text).length * size : run.font.widthOfTextAtSize(run.text, size)), 0),
  };
}
