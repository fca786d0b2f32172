/** The GS1 application identifiers: form, checks and partners of each, as a table in a compact notation of our own. */

/** N digits, X the 82 characters of GS1, Y the 39 of component numbers, Z base64url. */
export type Gs1Charset = 'N' | 'X' | 'Y' | 'Z';

export type Gs1Part = {
  readonly charset: Gs1Charset;
  readonly lengthMin: number;
  readonly lengthMax: number;
  readonly optional: boolean;
  /** Names of checks in gs1Checks. */
  readonly checks: readonly string[];
};

/** Identifiers of which all must be there; a trailing `n` stands for any digit: `31nn`. */
type Gs1Group = readonly string[];

export type Gs1Ai = {
  readonly ai: string;
  readonly parts: readonly Gs1Part[];
  /** Length when it is predefined, so that no separator follows; null otherwise. */
  readonly fixedLength: number | null;
  /** May stand in the query of a Digital Link. */
  readonly attribute: boolean;
  /** Of each entry one group must be present on the same item. */
  readonly needs: readonly (readonly Gs1Group[])[];
  readonly excludes: readonly string[];
  /** Null unless it can be the primary key of a Digital Link; else the orders of qualifiers that may follow it in the path. */
  readonly qualifiers: readonly (readonly string[])[] | null;
};

/**
 * `identifiers | parts | rules`. `310n-316n` = 3100-3105 to 3160-3165; a part is charset, length (`..20` = 1 to 20), `:check`s, and `?` in front when optional.
 * Rules: `needs` one of these (+ joins), `not` these (`self` = its own family), `key` with its qualifiers in order (/ = or), `inside` = not in a query.
 * Source: GS1 Barcode Syntax Dictionary, release 2026-01-27.
 */
const ROWS: readonly string[] = [
  '00 | N18:sum | key',
  '01 | N14:sum | not 255 37; key 22 10 21/235',
  '02 | N14:sum | not 01 03; needs 37',
  '03 | N14:sum | inside; not 01 02 37',
  '10 | X..20 | needs 01 02 03 8006 8026',
  '11 13 15 16 | N6:date0 | needs 01 02 03 8006 8026',
  '12 | N6:date0 | needs 8020',
  '17 | N6:date0 | needs 01 02 03 255 8006 8026',
  '20 | N2 | needs 01 02 8006 8026',
  '21 | X..20 | inside; needs 01 03 8006; not 235',
  '22 | X..20 | inside; needs 01',
  '235 | X..28 | inside; needs 01',
  '240 241 | X..30 | needs 01 02 8006 8026',
  '242 | N..6 | needs 01 02 8006 8026',
  '243 710-717 | X..20 | needs 01',
  '250 | X..30 | needs 01 8006; needs 21',
  '251 | X..30 | needs 01 8006',
  '253 | N13:sum ?X..17 | key',
  '254 | X..20 | inside; needs 414',
  '255 | N13:sum ?N..12 | key; not 01 02 415 8006 8020 8026',
  '30 | N..8 | needs 01 02',
  '310n-316n 320n-329n 350n-352n 356n-357n 360n-361n 364n-366n | N6 | needs 01 02; not self',
  '330n-336n 340n-349n 353n-355n 362n-363n 367n-369n | N6 | needs 00 01; not self',
  '337n-337n | N6 | needs 01; not self',
  '37 | N..8 | needs 00; needs 02 8026',
  '3900-3909 | N..15 | needs 255 8020; not self 391n 394n 8111',
  '3910-3919 | N3:currency N..15 | needs 8020; not self',
  '3920-3929 | N..15 | needs 01; needs 30 31nn 32nn 35nn 36nn; not self 393n',
  '3930-3939 | N3:currency N..15 | needs 30 31nn 32nn 35nn 36nn; not self',
  '3940-3943 | N4 | needs 255; not self 8111',
  '3950-3955 | N6 | needs 30 31nn 32nn 35nn 36nn; not 392n 393n self 8005',
  '400 90 | X..30',
  '401 | X..30:prefix | key',
  '402 | N17:sum | key',
  '403 4308 4319 | X..30 | needs 00',
  '410-413 416 | N13:sum',
  '414 | N13:sum | key 254/7040',
  '415 | N13:sum | needs 8020; key 8020',
  '417 | N13:sum | key 7040',
  '420 | X..20 | not 421',
  '421 | N3:country X..9 | not 4307',
  '422 | N3:country | needs 01 02 8006 8026; not 426',
  '423 425 | N3:country ?N3:country ?N3:country ?N3:country ?N3:country | needs 01 02; not 426',
  '424 | N3:country | needs 01 02; not 426',
  '426 | N3:country | needs 01 02',
  '427 | X..3 | needs 01 02; needs 422',
  '4300-4301 4310-4311 4320 | X..35:percent | needs 00',
  '4302 4304-4306 4312 4314-4316 | X..70:percent | needs 00',
  '4303 | X..70:percent | needs 4302',
  '4307 4317 | X2:country2 | needs 00',
  '4309 | N10:latitude N10:longitude | needs 00',
  '4313 | X..70:percent | needs 4312',
  '4318 | X..20 | needs 00',
  '4321-4323 | N1:yesno | needs 00',
  '4324-4325 | N6:date0 N4:time | needs 00',
  '4326 | N6:date | needs 00',
  '4330 | N6 ?X1:hyphen | needs 00; not 4331',
  '4331 | N6 ?X1:hyphen | needs 00; not 4330',
  '4332 | N6 ?X1:hyphen | needs 00; not 4333',
  '4333 | N6 ?X1:hyphen | needs 00; not 4332',
  '7001 | N13 | needs 01 02 8006 8026',
  '7002 | X..30 | needs 01 02',
  '7003 | N6:date N4:time | needs 01 02',
  '7004 | N..4 | needs 01+10',
  '7005 | X..12 | needs 01 02',
  '7006 | N6:date | needs 01 02',
  '7007 | N6:date ?N6:date | needs 01 02',
  '7008 | X..3 | needs 01 02',
  '7009 | X..10 | needs 01 02',
  '7010 | X..2 | needs 01 02',
  '7011 | N6:date ?N4:time | needs 01 02',
  '7020 | X..20 | needs 01 8006; needs 416',
  '7021 7240 8012 | X..20 | needs 01 8006',
  '7022 | X..20 | needs 7021',
  '7023 | X..30:prefix',
  '7030-7039 | N3:country999 X..27 | needs 01 02',
  '7040 | N1 X1 X1 X1:base64url | inside',
  '7041 | X..4 | inside; needs 00',
  '7230-7239 | X2 X..28 | needs 01 8004',
  '7241 | N2:medium | needs 8017 8018',
  '7242 | X..25 | needs 8017 8018',
  '7250 | N8:date8 | needs 8018; not 7251',
  '7251 | N8:date8 N4:time | needs 8018; not 7250',
  '7252 | N1:sex | needs 8018',
  '7253 7254 | X..40:percent | needs 8017 8018; not 7256 7259',
  '7255 | X..10 | needs 8017 8018; not 7256 7259',
  '7256 | X..90:percent | needs 8017 8018',
  '7257 | X..70:percent | needs 8018',
  '7258 | X3:sequence | needs 8018+7259',
  '7259 | X..40:percent | needs 8018; not 7256',
  '8001 | N4:nonzero N5:nonzero N3:nonzero N1:winding N1 | needs 01',
  '8002 | X..20',
  '8003 | N1:zero N13:sum ?X..16 | key',
  '8004 | X..30:prefix | key 7040',
  '8005 | N6 | needs 01 02',
  '8006 | N14:sum N4:pieces | not 01 37; key 22 10 21',
  '8007 | X..34:iban | needs 415',
  '8008 | N6:date N2:hour ?N2:minute ?N2:minute | needs 01 02',
  '8009 | X..50 | needs 00 01',
  '8010 | Y..30:prefix | key 8011',
  '8011 | N..12:plain | inside; needs 8010',
  '8013 | X..25:pair:prefix | key',
  '8014 | X..25:pair:prefix:letters | inside; needs 01',
  '8017 | N18:sum | not 8018; key 8019',
  '8018 | N18:sum | not 8017; key 8019',
  '8019 | N..10 | inside; needs 8017 8018',
  '8020 | X..25 | inside; needs 415',
  '8026 | N14:sum N4:pieces | needs 37; not 02 8006',
  '8030 | Z..90 | needs 00 01+21 253 255 8003 8004 8006+21 8010+8011 8017 8018',
  '8040 | N15 | inside; needs 01+21',
  '8041 | N15 | inside; needs 01+21+8040',
  '8042 | N32 | inside; needs 01+21+8040',
  '8043 | N18 ?N..2 | inside; needs 01+21+8040',
  '8110 8112 | X..70',
  '8111 | N4 | needs 255',
  '8200 | X..70 | inside; needs 01',
  '91-99 | X..90',
];

/** First two digits after which the length is predefined and no separator is sent. Source: GS1 General Specifications, figure 7.8.5-2. */
const PREDEFINED = /^(?:0[0-4]|1[1-9]|20|3[1-6]|41)/;

const AIS: ReadonlyMap<string, Gs1Ai> = new Map(ROWS.flatMap(readRow).map((entry) => [entry.ai, entry]));

/** @returns undefined when no such identifier is defined. */
export function gs1Ai(ai: string): Gs1Ai | undefined {
  return AIS.get(ai);
}

function readRow(row: string): Gs1Ai[] {
  const [identifiers = '', form = '', rules = ''] = row.split(' | ');
  const parts = form.split(' ').map(readPart);
  return identifiers.split(' ').flatMap(expand).map((ai) => ({
    ai, parts,
    fixedLength: PREDEFINED.test(ai) ? parts.reduce((sum, part) => sum + part.lengthMax, 0) : null,
    ...readRules(rules, ai),
  }));
}

/** `91-99`, or `310n-312n` for 3100-3105, 3110-3115 and 3120-3125. */
function expand(range: string): string[] {
  const [first = '', last = first] = range.split('-');
  const heads: string[] = [];
  for (let number = Number.parseInt(first, 10); number <= Number.parseInt(last, 10); number += 1) {
    heads.push(String(number).padStart(first.replace('n', '').length, '0'));
  }
  return range.includes('n') ? heads.flatMap((head) => ['0', '1', '2', '3', '4', '5'].map((digit) => head + digit)) : heads;
}

function readPart(text: string): Gs1Part {
  const optional = text.startsWith('?');
  const [size = '', ...checks] = (optional ? text.slice(1) : text).split(':');
  const length = Number(size.replace(/^\D+/, ''));
  return { charset: size.charAt(0) as Gs1Charset, lengthMin: size.includes('..') ? 1 : length, lengthMax: length, optional, checks };
}

function readRules(text: string, ai: string): Pick<Gs1Ai, 'attribute' | 'needs' | 'excludes' | 'qualifiers'> {
  const needs: Gs1Group[][] = [];
  let attribute = true;
  let excludes: string[] = [];
  let qualifiers: string[][] | null = null;
  for (const rule of text.split('; ')) {
    const [word, ...values] = rule.split(' ');
    if (word === 'inside') attribute = false;
    else if (word === 'needs') needs.push(values.map((value) => value.split('+')));
    else if (word === 'not') excludes = values.map((value) => (value === 'self' ? `${ai.slice(0, 3)}n` : value));
    else if (word === 'key') qualifiers = values.join(' ').split('/').map((order) => order.split(' ').filter((item) => item !== ''));
  }
  return { attribute, needs, excludes, qualifiers };
}
