/** Numbers, money, dates and names for people, through Intl; the only place where an amount becomes text on a screen. */
import { formatMinor, minorDigits } from '#core/money.ts';
import type { LocalName } from '#contract/views.ts';
import { usePreferences, type ShownLanguage } from '../state/preferences.ts';
import { useTillStore } from '../state/till.ts';
import { languageTag } from './i18n.ts';

const MINUS = '\u2212';
const trueMinus = (text: string): string => text.replace('-', MINUS);

/** Pieces of an amount, so that the sign of the currency can be set smaller on large sums. */
export type MoneyParts = { readonly minus: string; readonly before: string; readonly digits: string; readonly after: string };

export type Format = {
  readonly currency: string;
  readonly language: ShownLanguage;
  /** `¥128.09`, `−¥6.40`. */
  readonly money: (minor: number) => string;
  /** Always with a sign, for differences: `+¥0.01`. */
  readonly signed: (minor: number) => string;
  /** Without the currency, for columns: `128.09`. */
  readonly amount: (minor: number) => string;
  /** The same in another currency than the shop's. */
  readonly amountIn: (minor: number, currency: string) => string;
  readonly parts: (minor: number) => MoneyParts;
  /** Whole units without decimals where there are none: `¥130`, for notes. */
  readonly short: (minor: number) => string;
  readonly count: (value: number) => string;
  /** Thousandths: `3`, `0.846`. */
  readonly quantity: (milli: number) => string;
  /** Basis points as a percentage: `20 %` as the language writes it. */
  readonly percent: (bp: number) => string;
  readonly time: (at: number) => string;
  readonly timeSeconds: (at: number) => string;
  /** To the millisecond, for evidence. */
  readonly timeMillis: (at: number) => string;
  readonly date: (at: number) => string;
  readonly dateTime: (at: number) => string;
  /** A business day `YYYY-MM-DD`, which has no time zone. */
  readonly day: (day: string) => string;
  /** A business day with its weekday, for headings and lists; with its year when that is not this one. */
  readonly weekday: (day: string) => string;
  readonly name: (name: LocalName) => string;
};

function exactly(formatter: Intl.NumberFormat, minor: number, currency: string): string {
  // Intl takes decimal text exactly; no float comes near the amount.
  return trueMinus(formatter.format(formatMinor(minor, currency) as Intl.StringNumericLiteral));
}

function moneyParts(tag: string, currency: string): (minor: number) => MoneyParts {
  const pattern = new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' }).formatToParts(1);
  const sign = pattern.find((part) => part.type === 'currency')?.value ?? currency;
  const leading = pattern.findIndex((part) => part.type === 'currency') < pattern.findIndex((part) => part.type === 'integer');
  const digits = minorDigits(currency);
  const plain = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return (minor) => ({ minus: minor < 0 ? MINUS : '', before: leading ? sign : '', digits: exactly(plain, Math.abs(minor), currency), after: leading ? '' : sign });
}

function moneyFormat(tag: string, currency: string): Pick<Format, 'money' | 'signed' | 'amount' | 'amountIn' | 'parts' | 'short'> {
  const parts = moneyParts(tag, currency);
  const digits = minorDigits(currency);
  const plain = new Intl.NumberFormat(tag, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  const bare = new Intl.NumberFormat(tag, { minimumFractionDigits: 0, maximumFractionDigits: digits });
  const money = (minor: number) => {
    const { minus, before, digits: figures, after } = parts(minor);
    return `${minus}${before}${figures}${after === '' ? '' : `\u00a0${after}`}`;
  };
  return {
    parts, money,
    signed: (minor) => (minor > 0 ? `+${money(minor)}` : money(minor)),
    amount: (minor) => exactly(plain, minor, currency),
    amountIn: (minor, other) => exactly(new Intl.NumberFormat(tag, { minimumFractionDigits: minorDigits(other), maximumFractionDigits: minorDigits(other) }), minor, other),
    short: (minor) => {
      const { before, after } = parts(minor);
      const whole = minor % 10 ** digits === 0;
      return `${before}${exactly(whole ? bare : plain, minor, currency)}${after === '' ? '' : `\u00a0${after}`}`;
    },
  };
}

function timeFormat(tag: string, timeZone: string): Pick<Format, 'time' | 'timeSeconds' | 'timeMillis' | 'date' | 'dateTime' | 'day' | 'weekday'> {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const time = new Intl.DateTimeFormat(tag, clock);
  const seconds = new Intl.DateTimeFormat(tag, { ...clock, second: '2-digit' });
  const millis = new Intl.DateTimeFormat('en-GB', { ...clock, second: '2-digit', fractionalSecondDigits: 3 });
  const date = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const dateTime = new Intl.DateTimeFormat(tag, { ...clock, year: 'numeric', month: 'short', day: 'numeric' });
  const weekdayParts = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  const weekday = new Intl.DateTimeFormat(tag, weekdayParts);
  const weekdayYear = new Intl.DateTimeFormat(tag, { ...weekdayParts, year: 'numeric' });
  const day = new Intl.DateTimeFormat(tag, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' });
  return {
    time: (at) => time.format(at), timeSeconds: (at) => seconds.format(at), timeMillis: (at) => millis.format(at),
    date: (at) => date.format(at), dateTime: (at) => dateTime.format(at), day: (text) => day.format(Date.parse(`${text}T00:00:00Z`)), 
    weekday: (text) => (Number(text.slice(0, 4)) === new Date().getUTCFullYear() ? weekday : weekdayYear).format(Date.parse(`${text}T00:00:00Z`)),
  };
}

function makeFormat(language: ShownLanguage, currency: string, timeZone: string): Format {
  const tag = languageTag(language);
  const count = new Intl.NumberFormat(tag);
  const quantity = new Intl.NumberFormat(tag, { maximumFractionDigits: 3 });
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 2 });
  return {
    currency, language,
    ...moneyFormat(tag, currency),
    ...timeFormat(tag, timeZone),
    count: (value) => trueMinus(count.format(value)),
    quantity: (milli) => quantity.format(milli / 1_000),
    percent: (bp) => percent.format(bp / 10_000),
    name: (name) => (language === 'zh' ? name.zh : language === 'ko' ? name.ko : undefined) ?? name.en,
  };
}

const made = new Map<string, Format>();

/** Made once and shared: Intl's formatters cost milliseconds, and every row of a list asks for them. */
export function formatFor(language: ShownLanguage, currency: string, timeZone: string): Format {
  const key = `${language} ${currency} ${timeZone}`;
  let found = made.get(key);
  if (found === undefined) {
    found = makeFormat(language, currency, timeZone);
    made.set(key, found);
  }
  return found;
}

/** Formats of the chosen language and the shop's currency and time zone. */
export function useFormat(): Format {
  const language = usePreferences((preferences) => preferences.language);
  const currency = useTillStore((heard) => heard.state?.shop.currency ?? 'CNY');
  const timeZone = useTillStore((heard) => heard.state?.shop.timeZone ?? 'UTC');
  return formatFor(language, currency, timeZone);
}

/** An amount with the currency's name in words, for speech. `decimal` as of `formatMinor`. */
export function moneyWords(decimal: string, currency: string, tag: string): string {
  const whole = /\.0+$/.test(decimal) || !decimal.includes('.');
  const digits = whole ? 0 : minorDigits(currency);
  return new Intl.NumberFormat(tag, { style: 'currency', currency, currencyDisplay: 'name', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(decimal as Intl.StringNumericLiteral);
}
