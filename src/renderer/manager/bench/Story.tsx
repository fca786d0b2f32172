/** What happened to a payment, in order: the till's own steps, what the wallet's bill says, what was decided. */
import { useTranslation } from 'react-i18next';
import type { BreakView, EvidenceView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { asSentences, useDecided, useOtherSide } from './breakWords.ts';

type Step = { readonly at: number; readonly time: string; readonly text: string; readonly code: string | null };

function useStepText(): (step: EvidenceView, wallet: string) => string {
  const { t } = useTranslation();
  return (step, wallet) => (step.what === 'answered' ? t(`evidence.answered.${step.state ?? 'none'}`, { wallet }) : t(`evidence.${step.what}`, { wallet }));
}

/** All that people did; of a till that tells only the last decision, that one. */
const decisions = (entry: BreakView): BreakView['steps'] => (entry.steps.length > 0 || entry.resolution === null ? entry.steps : [{ ...entry.resolution, approver: null, owner: null, until: null }]);

function useSteps(entry: BreakView): Step[] {
  const { t } = useTranslation();
  const stepText = useStepText();
  const decided = useDecided();
  const format = useFormat();
  const wallet = useOtherSide()(entry.wallet);
  const { statement, bank } = entry;
  const steps: Step[] = entry.history.map((step) => ({ at: step.at, time: format.timeMillis(step.at), text: asSentences(stepText(step, wallet)), code: step.code }));
  if (statement !== null && statement.at !== null) steps.push({ at: statement.at, time: format.timeSeconds(statement.at), text: t('manager.bench.billSays'), code: null });
  if (bank !== null && bank.at !== null) steps.push({ at: bank.at, time: format.dateTime(bank.at), text: t('books.bench.bankSays'), code: null });
  for (const step of decisions(entry)) {
    const more = [step.owner === null ? null : t('books.bench.stepOwner', { owner: step.owner }), step.until === null ? null : t('books.bench.stepUntil', { until: format.weekday(step.until) }), step.approver === null ? null : t('books.bench.stepApprover', { approver: step.approver })].filter((part) => part !== null);
    steps.push({ at: step.at, time: format.dateTime(step.at), text: t(step.byRule === true ? 'books.bench.stepRule' : step.note === '' ? 'books.bench.step' : 'books.bench.stepNote', { action: decided(step.action), name: step.by, note: step.note }), code: more.length === 0 ? null : more.join(' · ') });
  }
  return steps.toSorted((a, b) => a.at - b.at);
}

export function Story({ entry }: { readonly entry: BreakView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps = useSteps(entry);
  return (
    <section className="story">
      <h3>{t('manager.bench.story')}</h3>
      {entry.history.length === 0 && <p className="text-13 text-ink-3">{t('manager.bench.noStory')}</p>}
      <ol>
        {steps.map((step, index) => (
          <li key={index} className={entry.state === 'open' && index === steps.length - 1 ? 'here' : ''}>
            <time title={format.dateTime(step.at)}>{step.time}</time><i /><span>{step.text}{step.code !== null && step.code !== '' && <code className="mono"> {step.code}</code>}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
