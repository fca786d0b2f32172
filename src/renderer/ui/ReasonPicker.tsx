/** A reason: one of the usual ones by a tap, or in own words. */
import { useTranslation } from 'react-i18next';
import { Field } from './Field.tsx';

const REASON_CHARS_MAX = 200;

export function ReasonPicker({ usual, value, onChange }: { readonly usual: readonly string[]; readonly value: string; readonly onChange: (reason: string) => void }) {
  const { t } = useTranslation();
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2" role="group" aria-label={t('ui.reason')}>
        {usual.map((reason) => <button key={reason} type="button" className="btn btn--touch" aria-pressed={value === reason} onClick={() => onChange(reason)}>{reason}</button>)}
      </div>
      <Field label={t('ui.reason')} touch value={value} maxLength={REASON_CHARS_MAX} onChange={(event) => onChange(event.target.value)} />
    </div>
  );
}
