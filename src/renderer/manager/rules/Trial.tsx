/** What the rules as they are written would do to what is open now, in sentences, before they are saved. */
import { useTranslation } from 'react-i18next';
import { Check, FlaskConical } from 'lucide-react';
import type { ReconRules, RulesTrial } from '#contract/ruleViews.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { useTroubleText } from '../../text/trouble.ts';
import { Loading } from '../../ui/states.tsx';

function Sentences({ trial }: { readonly trial: RulesTrial }) {
  const { t } = useTranslation();
  const format = useFormat();
  const of = ({ count, amountMinor }: { readonly count: number; readonly amountMinor: number }) => ({ count, amount: format.money(amountMinor) });
  if (trial.open.count === 0 && trial.left.count === 0) return <p className="text-ink-2">{t('rules.trial.nothing')}</p>;
  return (
    <>
      <p className="font-medium">{t('rules.trial.open', { ...of(trial.open), days: t('rules.trial.days', { count: trial.days }) })}</p>
      <ul className="trial">
        {trial.byRule.map((rule) => <li key={rule.cause} data-ends={rule.count > 0}>{t(rule.count === 0 ? 'rules.trial.endsNone' : 'rules.trial.ends', { ...of(rule), rule: t(`rules.cause.${rule.cause}`) })}</li>)}
        {trial.byRule.length === 0 && <li>{t('rules.trial.noRule')}</li>}
        {trial.capped.count > 0 && <li>{t('rules.trial.capped', of(trial.capped))}</li>}
        <li className="font-medium">{t('rules.trial.left', of(trial.left))}</li>
        {trial.secondPerson.count > 0 && <li>{t('rules.trial.secondPerson', of(trial.secondPerson))}</li>}
        {trial.tooLarge.count > 0 && <li>{t('rules.trial.tooLarge', of(trial.tooLarge))}</li>}
      </ul>
    </>
  );
}

/** @param rules null while a field cannot be read. @param contradiction said instead of a trial. */
export function Trial({ rules, contradiction, changed }: { readonly rules: ReconRules | null; readonly contradiction: 'person' | 'day' | null; readonly changed: boolean }) {
  const { t } = useTranslation();
  const text = useTroubleText();
  const reading = useRead('reconcile.tryRules', contradiction === null ? rules : null);
  return (
    <section className="card trialcard" aria-live="polite">
      <div className="card__head"><h2>{t(changed ? 'rules.trial.title' : 'rules.trial.titleNow')}</h2><span className="grow" />{changed ? <FlaskConical aria-hidden="true" /> : <Check aria-hidden="true" />}</div>
      <div className="trialcard__body" data-old={reading.loading}>
        {rules === null ? <p className="text-ink-2">{t('rules.trial.unreadable')}</p>
          : contradiction !== null ? <p className="stale">{t(`rules.contradicts.${contradiction}`)}</p>
          : reading.trouble !== null ? <p className="stale">{text(reading.trouble)}</p>
          : reading.value === null ? <Loading rows={4} /> : <Sentences trial={reading.value} />}
        <p className="text-13 text-ink-3">{t('rules.trial.hint')}</p>
      </div>
    </section>
  );
}
