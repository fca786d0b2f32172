/** Who changed the rules when, what was another before, and who signed with them. */
import { useTranslation } from 'react-i18next';
import type { CashLimits, ReconRules, RuleChange } from '#contract/ruleViews.ts';
import { RULED_CAUSES } from '#core/matching/writeOffRules.ts';
import { useFormat } from '../../text/format.ts';
import { NUMBERS, type NumberField } from './rulesDraft.ts';

const SHOWN_MAX = 20;
const MONEY = ['fourEyesMinor', 'writeOffMinorMax', 'roundingMinor', 'ruledDayMinorMax'] as const;

type Held = { readonly recon: ReconRules; readonly cash: CashLimits };
type Named = { readonly id: string; readonly name: string };

/** Each thing that is another, as "name: before → after". */
function useDifferences(people: readonly Named[]): (before: Held, after: Held) => string[] {
  const { t } = useTranslation();
  const format = useFormat();
  return (before, after) => {
    const found: string[] = [];
    const say = (name: string, was: string, is: string) => { if (was !== is) found.push(t('rules.changed', { name, was, is })); };
    const money = (minor: number | undefined) => (minor === undefined ? t('rules.none') : format.money(minor));
    for (const field of MONEY) say(t(`rules.field.${field}`), money(before.recon[field]), money(after.recon[field]));
    for (const cause of RULED_CAUSES) {
      const upTo = ({ recon }: Held) => recon.writeOffs.find((rule) => rule.cause === cause)?.upToMinor;
      say(t(`rules.cause.${cause}`), money(upTo(before)), money(upTo(after)));
    }
    for (const field of Object.keys(NUMBERS) as NumberField[]) say(t(`rules.field.${field}`), format.count(before.recon[field]), format.count(after.recon[field]));
    say(t('rules.cash.alone'), money(before.cash.aloneMinor), money(after.cash.aloneMinor));
    const own = ({ cash }: Held, id: string) => cash.people.find(({ operatorId }) => operatorId === id)?.aloneMinor;
    for (const id of new Set([...before.cash.people, ...after.cash.people].map(({ operatorId }) => operatorId))) say(t('rules.cash.of', { name: people.find((one) => one.id === id)?.name ?? id }), money(own(before, id)), money(own(after, id)));
    return found;
  };
}

export function History({ changes, people }: { readonly changes: readonly RuleChange[]; readonly people: readonly Named[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const differences = useDifferences(people);
  return (
    <section className="card">
      <div className="card__head"><h2>{t('rules.history')}</h2></div>
      {changes.length === 0 ? <p className="watch__none">{t('rules.noHistory')}</p> : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('rules.history')}>
          <table className="grid-table rulehistory">
            <thead><tr><th scope="col">{t('rules.when')}</th><th scope="col">{t('rules.who')}</th><th scope="col">{t('rules.signed')}</th><th scope="col">{t('rules.what')}</th></tr></thead>
            <tbody>{changes.slice(0, SHOWN_MAX).map((change, index) => {
              const before = changes[index + 1];
              return <tr key={index}><td className="nowrap">{format.dateTime(change.at)}</td><td>{change.by}</td><td>{change.approver ?? '–'}</td><td>{before === undefined ? t('rules.first') : differences(before, change).map((line) => <span key={line} className="block">{line}</span>)}</td></tr>;
            })}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}
