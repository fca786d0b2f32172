/** An event's fields by name, their values in the screen's language. */
import { useTranslation } from 'react-i18next';
import { maskedCard } from '#core/cardBrand.ts';
import type { DeviceEventView } from '#contract/deviceViews.ts';

/** Fields whose values are words of the till's own. */
const WORDS: ReadonlySet<string> = new Set(['use', 'state', 'encrypted', 'encoding']);

/** A field's value in the screen's language. What became of a report is said by its code: the decoder's own sentence is for logs. */
function useValues(): (event: DeviceEventView) => { readonly name: string; readonly value: string; readonly words: boolean }[] {
  const { t, i18n } = useTranslation();
  const word = (key: string, otherwise: string) => (i18n.exists(key) ? t(key) : otherwise);
  return ({ kind, fields }) => {
    const code = kind === 'ignored' || kind === 'fault' ? fields.find((field) => field.name === 'code')?.value : undefined;
    if (code !== undefined) return [{ name: 'reason', value: word(`deviceReport.${kind}.${code}`, code), words: true }];
    return fields.map(({ name, value }) => {
      if (name === 'brand') return { name, value: maskedCard(value, null) || value, words: true };
      return { name, value: WORDS.has(name) ? word(`technician.page.values.${value}`, value) : value, words: WORDS.has(name) };
    });
  };
}

export function EventFields({ event }: { readonly event: DeviceEventView }) {
  const { t, i18n } = useTranslation();
  const values = useValues();
  const name = (field: string) => (i18n.exists(`technician.page.fields.${field}`) ? t(`technician.page.fields.${field}`) : field);
  return <dl className="decoded__fields">{values(event).map((field) => <div key={field.name} className="contents"><dt>{name(field.name)}</dt><dd className={field.words ? '' : 'mono'}>{field.value}</dd></div>)}</dl>;
}
