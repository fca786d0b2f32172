/** The four figures of the day: sales, predicted settlement, breaks to work, what is not yet with the backend. */
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayView } from '#contract/views.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Lamp, type LampState } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';

function Figure({ title, lamp, action, children, lines }: { readonly title: string; readonly lamp?: LampState; readonly action?: ReactNode; readonly children: ReactNode; readonly lines: readonly (string | null)[] }) {
  return (
    <div className="fig">
      <h2>{lamp !== undefined && <Lamp state={lamp} />}<span className="cut">{title}</span>{action}</h2>
      <b>{children}</b>
      <p>{lines.filter((line) => line !== null).map((line, index) => <span key={index}>{line}</span>)}</p>
    </div>
  );
}

function Unsynced({ unsynced }: { readonly unsynced: DayView['unsynced'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const down = useTill((state) => state.channels.some((channel) => channel.name === 'backend' && channel.health === 'down'));
  const oldest = unsynced.count === 0 || unsynced.oldestAt === null ? t('manager.today.allSynced') : t('manager.today.oldest', { time: format.time(unsynced.oldestAt) });
  return (
    <Figure title={t('manager.today.unsynced')} lamp={down ? 'wait' : 'yes'} lines={unsynced.count === 0 && !down ? [oldest] : [oldest, t(down ? 'manager.today.lineDown' : 'manager.today.lineUp')]}>
      {format.count(unsynced.count)}
    </Figure>
  );
}

export function Figures({ day, onWork }: { readonly day: DayView; readonly onWork: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { sales, breaks, settlement } = day;
  useShortcut('b', t('manager.today.breaks'), onWork);
  const net = settlement.reduce((sum, row) => sum + row.netMinor, 0);
  const fees = settlement.reduce((sum, row) => sum + row.feeMinor, 0);
  return (
    <section className="card figs">
      <Figure title={t('manager.today.sales')} lines={[t('manager.today.salesLine', { count: sales.count }), sales.refundCount === 0 ? null : t('manager.today.refundsLine', { count: sales.refundCount, amount: format.money(sales.refundMinor) })]}>
        <Money minor={sales.totalMinor} big />
      </Figure>
      <Figure title={t('manager.today.settlement')} lines={[settlement.length === 0 ? t('manager.today.noWallets') : t('manager.today.afterFees', { amount: format.money(fees) })]}><Money minor={net} big /></Figure>
      <Figure title={t('manager.today.breaks')} lamp={breaks.open === 0 ? 'yes' : 'wait'} lines={[breaks.open === 0 ? t('manager.today.noBreaks') : t('manager.today.atStake', { amount: format.money(breaks.atStakeMinor) })]} action={<Button className="small-btn" keycap="B" onClick={onWork}>{t('manager.today.work')}</Button>}>
        {format.count(breaks.open)}
      </Figure>
      <Unsynced unsynced={day.unsynced} />
    </section>
  );
}
