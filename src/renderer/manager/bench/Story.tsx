/** What happened to a payment, in order: the till's own steps, what the wallet's bill says, what was decided. */
import { useTranslation } from 'react-i18next';
import type { BreakView, EvidenceView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { useDecided, useWalletName } from './breakWords.ts';

type Step = { readonly at: number; readonly time: string; readonly text: string; readonly code: string | null };

function useStepText(): (step: EvidenceView, wallet: string) => string {
  const { t } = useTranslation();
  return (step, wallet) => (step.what === 'answered' ? t(`evidence.answered.${step.state ?? 'none'}`, { wallet }) : t(`evidence.${step.what}`, { wallet }));
}

function useSteps(entry: BreakView): Step[] {
  const { t } = useTranslation();
  const stepText = useStepText();
  const decided = useDecided();
  const format = useFormat();
  const wallet = useWalletName()(entry.wallet);
  const { resolution, statement } = entry;
  const steps: Step[] = entry.history.map((step) => ({ at: step.at, time: format.timeMillis(step.at), text: stepText(step, wallet), code: step.code }));
  if (statement !== null && statement.at !== null) steps.push({ at: statement.at, time: format.timeSeconds(statement.at), text: t('manager.bench.billSays'), code: null });
  if (resolution !== null) steps.push({ at: resolution.at, time: format.dateTime(resolution.at), text: t(resolution.note === '' ? 'manager.bench.decided' : 'manager.bench.decidedNote', { action: decided(resolution.action), name: resolution.by, note: resolution.note }), code: null });
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
