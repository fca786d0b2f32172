/** The shop's own rules: limits and second persons, what ends by itself, how long is waited, how far a drawer may be off; tried before they are saved. */
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Save } from 'lucide-react';
import type { CashLimits, ReconRules } from '#contract/ruleViews.ts';
import type { PersonView } from '#contract/views.ts';
import { RULED_CAUSES } from '#core/matching/writeOffRules.ts';
import { act } from '../../state/act.ts';
import { useRead } from '../../state/read.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { DeskBar } from '../../ui/Desk.tsx';
import { Field } from '../../ui/Field.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { History } from './History.tsx';
import { cashDraft, cashOf, contradictionOf, minorOf, NUMBERS, numberOf, rulesDraft, rulesOf, type CashDraft, type MoneyField, type NumberField, type RulesDraft } from './rulesDraft.ts';
import { Trial } from './Trial.tsx';

function Card({ title, hint, children }: { readonly title: string; readonly hint: string; readonly children: ReactNode }) {
  return <section className="card"><div className="card__head"><h2>{title}</h2></div><p className="rules__hint">{hint}</p><div className="fields rules__fields">{children}</div></section>;
}

type Parts = { readonly draft: RulesDraft; readonly onChange: (part: Partial<RulesDraft>) => void };

function Money({ draft, field, onChange }: Parts & { readonly field: MoneyField }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const minor = minorOf(draft[field], currency);
  return <Field label={t(`rules.field.${field}`)} hint={t(`rules.about.${field}`)} inputMode="decimal" value={draft[field]} error={minor === null || (field === 'roundingMinor' && minor > 1000) ? t('rules.noAmount') : null} onChange={(event) => onChange({ [field]: event.target.value })} />;
}

function Whole({ draft, field, onChange }: Parts & { readonly field: NumberField }) {
  const { t } = useTranslation();
  const [least, most] = NUMBERS[field];
  return <Field label={t(`rules.field.${field}`)} hint={t(`rules.about.${field}`)} inputMode="numeric" value={draft[field]} error={numberOf(field, draft[field]) === null ? t('rules.noNumber', { least, most }) : null} onChange={(event) => onChange({ [field]: event.target.value })} />;
}

function WriteOffs({ draft, onChange }: Parts) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  return (
    <Card title={t('rules.byItself')} hint={t('rules.byItselfHint')}>
      {RULED_CAUSES.map((cause) => {
        const text = draft.upTo[cause];
        return <Field key={cause} label={t(`rules.cause.${cause}`)} hint={t(`rules.does.${cause}`)} inputMode="decimal" placeholder={t('rules.never')} lead={text.trim() === '' ? undefined : <span className="text-ink-3">{t('rules.upTo')}</span>} value={text} error={text.trim() !== '' && minorOf(text, currency) === null ? t('rules.noAmount') : null} onChange={(event) => onChange({ upTo: { ...draft.upTo, [cause]: event.target.value } })} />;
      })}
      <Money field="ruledDayMinorMax" draft={draft} onChange={onChange} />
    </Card>
  );
}

function Cash({ draft, people, onChange }: { readonly draft: CashDraft; readonly people: readonly PersonView[]; readonly onChange: (draft: CashDraft) => void }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const tills = people.filter(({ role }) => role !== 'technician');
  return (
    <Card title={t('rules.cash.title')} hint={t('rules.cash.hint')}>
      <Field label={t('rules.cash.alone')} hint={t('rules.cash.aloneHint')} inputMode="decimal" value={draft.alone} error={minorOf(draft.alone, currency) === null ? t('rules.noAmount') : null} onChange={(event) => onChange({ ...draft, alone: event.target.value })} />
      {tills.map(({ id, name }) => {
        const text = draft.people[id] ?? '';
        return <Field key={id} label={t('rules.cash.of', { name })} inputMode="decimal" placeholder={t('rules.cash.asAll')} value={text} error={text.trim() !== '' && minorOf(text, currency) === null ? t('rules.noAmount') : null} onChange={(event) => onChange({ ...draft, people: { ...draft.people, [id]: event.target.value } })} />;
      })}
    </Card>
  );
}

type Held = { readonly recon: ReconRules; readonly cash: CashLimits };

function Form({ held, people, onSaved }: { readonly held: Held; readonly people: readonly PersonView[]; readonly onSaved: () => void }) {
  const { t } = useTranslation();
  const { currency } = useFormat();
  const [draft, setDraft] = useState(() => rulesDraft(held.recon, currency));
  const [cash, setCash] = useState(() => cashDraft(held.cash, currency));
  const [busy, setBusy] = useState(false);
  const change = (part: Partial<RulesDraft>) => setDraft((before) => ({ ...before, ...part }));
  const [rules, limits] = [rulesOf(draft, currency), cashOf(cash, currency)];
  const contradiction = rules === null ? null : contradictionOf(rules);
  const newRules = rules !== null && JSON.stringify(rulesDraft(rules, currency)) !== JSON.stringify(rulesDraft(held.recon, currency));
  const newLimits = limits !== null && JSON.stringify(cashDraft(limits, currency)) !== JSON.stringify(cashDraft(held.cash, currency));
  const ready = rules !== null && limits !== null && contradiction === null && (newRules || newLimits) && !busy;
  const save = async () => {
    if (!ready) return;
    setBusy(true);
    const done = (!newRules || (await act('reconcile.saveRules', rules)) !== null) && (!newLimits || (await act('cash.saveLimits', limits)) !== null);
    setBusy(false);
    if (done) onSaved();
  };
  useShortcut(ready ? 'F9' : null, t('rules.save'), () => void save());
  return (
    <>
      <DeskBar>
        <h1>{t('rules.page')}</h1><span className="cut text-ink-3">{t('rules.hint')}</span><span className="grow" />
        {(newRules || newLimits) && <Button disabled={busy} onClick={() => { setDraft(rulesDraft(held.recon, currency)); setCash(cashDraft(held.cash, currency)); }}>{t('rules.undo')}</Button>}
        <Button tone={ready ? 'primary' : 'plain'} icon={Save} keycap="F9" disabled={!ready} onClick={() => void save()}>{t('rules.save')}</Button>
      </DeskBar>
      <div className="rules__forms">
        <Card title={t('rules.limits')} hint={t('rules.limitsHint')}><Money field="fourEyesMinor" draft={draft} onChange={change} /><Money field="writeOffMinorMax" draft={draft} onChange={change} /></Card>
        <WriteOffs draft={draft} onChange={change} />
        <Cash draft={cash} people={people} onChange={setCash} />
        <Card title={t('rules.matching')} hint={t('rules.matchingHint')}><Money field="roundingMinor" draft={draft} onChange={change} />{(Object.keys(NUMBERS) as NumberField[]).map((field) => <Whole key={field} field={field} draft={draft} onChange={change} />)}</Card>
      </div>
      <div className="rules__trial"><Trial rules={rules} contradiction={contradiction} changed={newRules} /></div>
    </>
  );
}

export function RulesPage({ onChanged }: { readonly onChanged: () => void }) {
  const { t } = useTranslation();
  const recon = useRead('reconcile.rules', {});
  const cash = useRead('cash.limits', {});
  const people = useRead('session.people', {});
  const history = useRead('rules.history', {});
  const trouble = recon.trouble ?? cash.trouble ?? people.trouble ?? history.trouble;
  const reload = () => { recon.reload(); cash.reload(); people.reload(); history.reload(); };
  const read = recon.value !== null && cash.value !== null && people.value !== null && history.value !== null ? { recon: recon.value, cash: cash.value, people: people.value, history: history.value } : null;
  if (read === null) return <><DeskBar><h1>{t('rules.page')}</h1></DeskBar>{trouble === null ? <div className="page"><Loading rows={8} /></div> : <Failed trouble={trouble} onRetry={reload} />}</>;
  return (
    <div className="page rules">
      <Form key={JSON.stringify([read.recon, read.cash])} held={read} people={read.people} onSaved={() => { reload(); onChanged(); }} />
      <div className="rules__history"><History changes={read.history} people={read.people} /></div>
    </div>
  );
}
