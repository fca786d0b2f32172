/** The pseudo-language of the tests: English with accented letters and 40 % longer words, so that a layout too tight for a translation shows. */

const ACCENTS: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú', y: 'ý', n: 'ñ' };

const stretch = (word: string): string => {
  const accented = word.replace(/[aeiouAEIOUyn]/g, (letter) => ACCENTS[letter] ?? letter);
  return `${accented}${'ö'.repeat(Math.max(1, Math.round(word.length * 0.4)))}`;
};

/** Leaves `{{placeholders}}` and single letters as they are. */
export function pseudo(text: string): string {
  return text.split(/(\{\{[^}]*\}\}|\$t\([^)]*\))/).map((part, index) => (index % 2 === 1 ? part : part.replace(/[A-Za-z]{2,}/g, stretch))).join('');
}

export type TextTree = { readonly [key: string]: string | TextTree };

export function pseudoTree(tree: TextTree): TextTree {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? pseudo(value) : pseudoTree(value)]));
}
