/** The last event as fields; what could be money or a person came masked. */
import { useTranslation } from 'react-i18next';
import type { DeviceEventView } from '#contract/deviceViews.ts';
import { useFormat } from '../../text/format.ts';
import { Chip } from '../../ui/marks.tsx';
import { EventFields } from './EventFields.tsx';

const TONES = { scan: 'accent', card: 'accent', weight: 'accent', ignored: 'plain', fault: 'no' } as const;
const SHOWN = 5;

export function Decoded({ events }: { readonly events: readonly DeviceEventView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const last = events.at(-1);
  return (
    <section className="card decoded">
      <div className="card__head"><h2>{t('technician.page.decoded')}</h2><span className="grow" />{last !== undefined && <Chip tone={TONES[last.kind]}>{t(`technician.page.outcome.${last.kind}`)}</Chip>}</div>
      {last === undefined ? <p className="raw__none">{t('technician.page.noEvents')}</p> : (
        <>
          <EventFields event={last} />
          <ol className="devevents">{events.slice(-SHOWN - 1, -1).toReversed().map((event, index) => <li key={`${event.at} ${index}`}><time>{format.timeSeconds(event.at)}</time><span>{t(`technician.page.outcome.${event.kind}`)}</span><span className="num">{t('technician.page.ms', { ms: event.durationMs.toFixed(1) })}</span></li>)}</ol>
        </>
      )}
    </section>
  );
}
