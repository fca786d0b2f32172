/** The report descriptor field by field, as the till reads it. */
import { useTranslation } from 'react-i18next';
import type { DevicePageView } from '#contract/deviceViews.ts';
import { Chip } from '../../ui/marks.tsx';

/** As `core/hid/explain` writes a place and a size. */
const PLACE = /^byte (\d+)(?: bit (\d+))?$/;
const SIZE = /^(?:(\d+) x )?(\d+) bits$/;

/** Place and size of a field in the screen's language. */
function useMeasures(): { readonly place: (at: string) => string; readonly size: (size: string) => string } {
  const { t } = useTranslation();
  return {
    place(at) {
      const [, byte, bit] = PLACE.exec(at) ?? [];
      return byte === undefined ? at : bit === undefined ? t('technician.page.atByte', { byte }) : t('technician.page.atBit', { byte, bit });
    },
    size(size) {
      const [, times, bits] = SIZE.exec(size) ?? [];
      return bits === undefined ? size : times === undefined ? t('technician.page.bits', { bits }) : t('technician.page.timesBits', { times, bits });
    },
  };
}

const DIRECTIONS = { input: 'in', output: 'out', feature: 'feature' } as const;

type Explained = NonNullable<DevicePageView['descriptor']>['explained'];

function Report({ report }: { readonly report: Explained['reports'][number] }) {
  const { t } = useTranslation();
  const { place, size } = useMeasures();
  return (
    <table className="grid-table hidfields">
      <caption>{t('technician.page.report')}{report.id === null ? '' : ` ${report.id.toString(16).padStart(2, '0').toUpperCase()}`} · {t(`technician.page.direction.${DIRECTIONS[report.report]}`)}</caption>
      <thead><tr><th scope="col">{t('technician.page.place')}</th><th scope="col">{t('technician.page.size')}</th><th scope="col">{t('technician.page.usage')}</th><th scope="col" className="num">{t('technician.page.range')}</th></tr></thead>
      <tbody>{report.fields.map((field) => <tr key={field.at}><td className="whitespace-nowrap">{place(field.at)}</td><td className="whitespace-nowrap">{size(field.size)}</td><td>{field.kind === 'padding' ? <span className="text-ink-3">{t('technician.page.padding')}</span> : field.usages.join(', ')}</td><td className="num">{field.kind === 'padding' ? '' : field.range}</td></tr>)}</tbody>
    </table>
  );
}

export function Descriptor({ descriptor, reads }: { readonly descriptor: DevicePageView['descriptor']; readonly reads: string | null }) {
  const { t } = useTranslation();
  return (
    <section className="card descriptor">
      <div className="card__head"><h2>{t('technician.page.descriptor')}</h2>{descriptor !== null && <span className="text-13 text-ink-3">{t(`technician.page.source.${descriptor.source}`)}</span>}<span className="grow" />{descriptor !== null && descriptor.explained.faults.length > 0 && <Chip tone="no">{t('technician.page.faults')}: {descriptor.explained.faults.length}</Chip>}</div>
      {descriptor === null ? <p className="raw__none">{t('technician.page.noDescriptor')}</p> : (
        <div className="descriptor__body" tabIndex={0} role="region" aria-label={t('technician.page.descriptor')}>
          {reads !== null && <p className="text-13 text-ink-2">{reads}</p>}
          {descriptor.explained.faults.map((fault) => <p key={`${fault.code} ${fault.offset}`} className="text-13 text-ink-2">{t('technician.page.atByte', { byte: fault.offset })}: {t(`deviceReport.descriptor.${fault.code}`)}</p>)}
          {descriptor.explained.reports.map((report) => <Report key={`${report.report} ${report.id ?? 0}`} report={report} />)}
          <p className="mono text-ink-3">{descriptor.hex}</p>
        </div>
      )}
    </section>
  );
}
