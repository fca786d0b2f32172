/** The two registers: what is held of people, and what leaves the shop. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HOLDINGS, RECIPIENTS, type Until } from '#core/personalData.ts';
import { LIMITS } from '#core/limits.ts';
import type { HeldView, LeavesView } from '#contract/privacyCalls.ts';
import { useFormat } from '../../text/format.ts';
import { Chip } from '../../ui/marks.tsx';

/** How long, with the numbers that hold. */
export function useUntil(): (until: Until) => string {
  const { t } = useTranslation();
  return (until) => t(`privacy.untils.${until}`, { hours: LIMITS.storedCardHoursMax, newest: LIMITS.backupsNewestKept, days: LIMITS.backupDaysKept });
}

/** How often, and up to where; a plain dash where it is not known. */
export function useTimes(): (view: LeavesView) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ id, count }) => (count === null || count === 0 ? '–' : id === 'backend-journal' ? t('privacy.upToEntry', { seq: format.count(count) }) : t('privacy.times', { count, n: format.count(count) }));
}

function Table({ label, hint, wide = false, children }: { readonly wide?: boolean; readonly label: string; readonly hint: string; readonly children: ReactNode }) {
  return (
    <section className="card privacy__card">
      <p className="privacy__hint">{hint}</p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={label}><table className={`grid-table privacy__table ${wide ? 'privacy__table--wide' : ''}`}>{children}</table></div>
    </section>
  );
}

export function Held({ rows }: { readonly rows: readonly HeldView[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const until = useUntil();
  return (
    <Table label={t('privacy.tab.held')} hint={t('privacy.heldHint')}>
      <thead><tr><th scope="col">{t('privacy.what')}</th><th scope="col">{t('privacy.whoseIs')}</th><th scope="col">{t('privacy.why')}</th><th scope="col">{t('privacy.where')}</th><th scope="col" className="num">{t('privacy.howMany')}</th></tr></thead>
      <tbody>{rows.map(({ id, count }) => (
        <tr key={id}>
          <th scope="row">{t(`privacy.held.${id}.name`)}<small>{t(`privacy.held.${id}.what`)}</small></th><td>{t(`privacy.whose.${HOLDINGS[id].whose}`)}</td>
          <td>{t(`privacy.grounds.${HOLDINGS[id].ground}`)}<small>{t(`privacy.held.${id}.why`)}</small></td><td>{t(`privacy.wheres.${HOLDINGS[id].where}`)}<small>{until(HOLDINGS[id].until)}</small></td><td className="num font-strong">{count === null ? '–' : format.count(count)}</td>
        </tr>
      ))}</tbody>
    </Table>
  );
}

/** Where it goes; wallets by their names. */
export function usePlace(): (view: LeavesView) => string | null {
  const { t } = useTranslation();
  return ({ id, place }) => (id !== 'wallets' || place === null || place === '' ? place : place.split(', ').map((wallet) => t(`tender.${wallet}`)).join(', '));
}

export function Leaves({ rows }: { readonly rows: readonly LeavesView[] }) {
  const { t } = useTranslation();
  const place = usePlace();
  const format = useFormat();
  const times = useTimes();
  return (
    <Table wide label={t('privacy.tab.leaves')} hint={t('privacy.leavesHint')}>
      <thead><tr><th scope="col">{t('privacy.to')}</th><th scope="col">{t('privacy.gets')}</th><th scope="col">{t('privacy.ground')}</th><th scope="col">{t('privacy.last')}</th><td /></tr></thead>
      <tbody>{rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">{t(`privacy.leaves.${row.id}.name`)}<small className={row.place === null ? '' : 'privacy__place'}>{place(row) ?? t(RECIPIENTS[row.id].outside ? 'privacy.outside' : 'privacy.inShop')}</small></th>
          <td>{t(`privacy.leaves.${row.id}.what`)}</td><td>{t(`privacy.grounds.${RECIPIENTS[row.id].ground}`)}</td>
          <td className="privacy__when">{row.lastAt === null ? '–' : format.dateTime(row.lastAt)}{row.lastAt !== null && <small>{times(row)}</small>}</td><td><Chip tone={row.used ? 'accent' : 'plain'}>{t(row.used ? 'privacy.inUse' : 'privacy.notUsed')}</Chip></td>
        </tr>
      ))}</tbody>
    </Table>
  );
}
