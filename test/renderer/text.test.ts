/** Sentences: the same keys in every language, every key used exists, every coded trouble has its sentence. */
import { describe, expect, test } from 'vitest';
import { en } from '#renderer/text/en/all.ts';
import { ko } from '#renderer/text/ko/all.ts';
import { pseudo, type TextTree } from '#renderer/text/pseudo.ts';
import { zh } from '#renderer/text/zh/all.ts';

const PLURAL = /_(?:zero|one|two|few|many|other)$/;

function leaves(tree: TextTree, before = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(`${before}${key}`, value);
    else for (const [path, text] of leaves(value, `${before}${key}.`)) found.set(path, text);
  }
  return found;
}

const keysOf = (tree: TextTree): string[] => [...new Set([...leaves(tree).keys()].map((key) => key.replace(PLURAL, '')))].sort();
const blanksOf = (text: string): string[] => [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();

/** The sentences that the manager's and the technician's areas add for themselves, under the name of what the file exports. */
const areas = import.meta.glob<Record<string, TextTree>>('../../src/renderer/text/{en,zh,ko}/*.ts', { eager: true });
const areaTexts = (language: string): TextTree => Object.assign({}, ...Object.entries(areas).filter(([path]) => path.includes(`/${language}/`) && !path.endsWith('/all.ts')).map(([, module]) => module)) as TextTree;
const screens = import.meta.glob<string>(['../../src/renderer/**/*.{ts,tsx}', '!../../src/renderer/technician/**', '!../../src/renderer/text/{en,zh,ko}/**'], { eager: true, query: '?raw', import: 'default' });
/** All that can speak to a screen. Commands and the start of the process speak to a terminal, in English, before there is one. */
const rules = import.meta.glob<string>(['../../src/{core,till,contract}/**/*.ts', '../../src/main/adapters/**/*.ts', '../../src/main/{compose,cloudProcess}.ts'], { eager: true, query: '?raw', import: 'default' });

/** Codes of refusals and faults written in the source, and of the dispatch's own envelopes. */
function codesIn(text: string): string[] {
  return [...text.matchAll(/new (?:Refusal|Fault)\(\s*'([a-z0-9-]+)'/g), ...text.matchAll(/failure\('(?:refusal|fault|bug)',[^;]*?'([a-z]+(?:-[a-z]+)*)'/g)].map((match) => match[1] ?? '');
}

describe('texts', () => {
  test('every language has the same keys [V20]', () => {
    expect(keysOf(en).length).toBeGreaterThan(200);
    expect(keysOf(zh)).toEqual(keysOf(en));
    expect(keysOf(ko)).toEqual(keysOf(en));
    expect(keysOf(areaTexts('en')).length).toBeGreaterThan(keysOf(en).length);
    for (const language of ['zh', 'ko']) expect(keysOf(areaTexts(language))).toEqual(keysOf(areaTexts('en')));
  });

  test('every language fills in the same blanks [V21]', () => {
    for (const [ours, other] of [[en, zh], [en, ko], [areaTexts('en'), areaTexts('zh')], [areaTexts('en'), areaTexts('ko')]] as const) {
      const theirs = leaves(other);
      for (const [key, text] of leaves(ours)) {
        const match = theirs.get(key) ?? theirs.get(key.replace(PLURAL, '_other'));
        expect(blanksOf(match ?? ''), key).toEqual(blanksOf(text));
      }
    }
  });

  test('every key that a screen names exists [V22]', () => {
    const known = new Set([...keysOf(en), ...keysOf(areaTexts('en'))]);
    const groups = new Set([...known].flatMap((key) => key.split('.').map((_, index, parts) => parts.slice(0, index).join('.'))));
    const used = Object.entries(screens).flatMap(([path, text]) => [...text.matchAll(/\bt\((?:[^()'"`]*\? *)?'([a-zA-Z]+\.[\w.-]+)'/g)].map((match) => ({ path, key: match[1] ?? '' })));
    const patterns = Object.entries(screens).flatMap(([path, text]) => [...text.matchAll(/`([a-zA-Z]+(?:\.[\w-]+)*)\.\$\{/g)].map((match) => ({ path, key: match[1] ?? '' })));
    expect(used.length).toBeGreaterThan(150);
    expect(used.filter(({ key }) => !known.has(key))).toEqual([]);
    expect(patterns.filter(({ key }) => !groups.has(key))).toEqual([]);
  });

  test('every refusal and fault in the source has its sentence [V23]', () => {
    expect(codesIn("throw new Refusal('a-b', 'x'); failure('refusal', c ? 'd-e' : 'f', '')")).toContain('a-b');
    const codes = [...new Set(Object.values(rules).flatMap(codesIn))];
    expect(codes.length).toBeGreaterThan(2);
    const sentences = en.trouble as Record<string, string>;
    expect(codes.filter((code) => sentences[code] === undefined)).toEqual([]);
  });

  test('every reason that a device is used or not has its sentence, and no sentence is without a reason [V106]', () => {
    const source = Object.entries(rules).filter(([path]) => /(?:adapters\/devices\/claim|core\/hid\/chooseProfile)\.ts$/.test(path)).map(([, text]) => text).join('\n');
    const given = [...source.matchAll(/\bwhy\('([a-z-]+)'|'((?:descriptor|usage|ids|vendor)-(?:[a-z-]+))'|'(unbound|bound)'/g)].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
    expect([...new Set(given)].toSorted()).toEqual(Object.keys(en.device.why).toSorted());
  });

  test('every reason the till gives for a light has its sentence [V25]', () => {
    const given = Object.entries(rules).filter(([path]) => /src\/till\/(?:show|takeWallet|takeCash|completeSale)\.ts$/.test(path)).map(([, text]) => text).join('\n');
    const reasons = [...given.matchAll(/(?:reason\b[^;\n]*|reasonOf[\s\S]*?\n\})/g)].flatMap((match) => [...match[0].matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map((name) => name[1] ?? ''));
    const known = new Set(Object.keys(en.reason));
    const states = ['intended', 'sent', 'payer-acting', 'unknown', 'reversing', 'declined', 'reversed', 'stuck'];
    expect(reasons).toContain('cancelled-refunding');
    expect([...states, ...reasons].filter((name) => !known.has(name) && !['paid', 'sale', 'split', 'cash'].includes(name))).toEqual([]);
  });

  test('the pseudo-language is at least a third longer and keeps the blanks [V24]', () => {
    expect(pseudo('Scan {{count}} goods')).toMatch(/^\S+ \{\{count\}\} \S+$/);
    expect(pseudo('Scan the customer’s code').length).toBeGreaterThan('Scan the customer’s code'.length * 1.33);
  });
});
