/** What the pages of facts share: a list of named facts, and facts that are not there yet. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TechnicianView } from '#contract/views.ts';
import type { Reading } from '../state/read.ts';
import { useTroubleText } from '../text/trouble.ts';
import { Failed, Loading } from '../ui/states.tsx';

export function Facts({ rows }: { readonly rows: readonly (readonly [name: string, value: ReactNode])[] }) {
  return <dl className="facts">{rows.map(([name, value]) => <div key={name} className="contents"><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

/** The last facts stay in sight when a newer reading fails, and it says so. */
export function WithFacts({ reading, children }: { readonly reading: Reading<TechnicianView>; readonly children: (facts: TechnicianView) => ReactNode }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  if (reading.value === null) return reading.trouble === null ? <div className="page"><Loading rows={7} /></div> : <Failed trouble={reading.trouble} onRetry={reading.reload} />;
  return (
    <div className="page">
      {reading.trouble !== null && <p className="stale" role="status">{t('technician.stale', { trouble: text(reading.trouble) })}</p>}
      {children(reading.value)}
    </div>
  );
}
