/** The last event as fields; what could be money or a person came masked. */
import { useTranslation } from 'react-i18next';
import { maskedCard } from '#core/cardBrand.ts';
import type { DeviceEventView } from '#contract/deviceViews.ts';
import { useFormat } from '../../text/format.ts';
import { Chip } from '../../ui/marks.tsx';

const TONES = { scan: 'accent', card: 'accent', weight: 'accent', ignored: 'plain', fault: 'no' } as const;
const SHOWN = 5;
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

export function Decoded({ events }: { readonly events: readonly DeviceEventView[] }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const values = useValues();
  const last = events.at(-1);
  const name = (field: string) => (i18n.exists(`technician.page.fields.${field}`) ? t(`technician.page.fields.${field}`) : field);
  return (
    <section className="card decoded">
      <div className="card__head"><h2>{t('technician.page.decoded')}</h2><span className="grow" />{last !== undefined && <Chip tone={TONES[last.kind]}>{t(`technician.page.outcome.${last.kind}`)}</Chip>}</div>
      {last === undefined ? <p className="raw__none">{t('technician.page.noEvents')}</p> : (
        <>
          <dl className="decoded__fields">{values(last).map((field) => <div key={field.name} className="contents"><dt>{name(field.name)}</dt><dd className={field.words ? '' : 'mono'}>{field.value}</dd></div>)}</dl>
          <ol className="devevents">{events.slice(-SHOWN - 1, -1).toReversed().map((event, index) => <li key={`${event.at} ${index}`}><time>{format.timeSeconds(event.at)}</time><span>{t(`technician.page.outcome.${event.kind}`)}</span><span className="num">{t('technician.page.ms', { ms: event.durationMs.toFixed(1) })}</span></li>)}</ol>
        </>
      )}
    </section>
  );
}
