/** The stacked bars of the day, one per hour; loaded only when the day is looked at. */
import { useTranslation } from 'react-i18next';
import { Bar, BarChart, BarStack, CartesianGrid, ReferenceDot, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { minorDigits } from '#core/money.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { hourName, niceTicks, TENDER_COLOUR, type DayTender, type HourRow } from './tenders.ts';

const AXIS = { fontSize: 12, fontWeight: 500, fill: 'var(--ink-3)' } as const;

function Tip({ row, tenders }: { readonly row: HourRow | undefined; readonly tenders: readonly DayTender[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (row === undefined || row.totalMinor === 0) return null;
  return (
    <div className="tip">
      <b>{hourName(row.hour)}:00<span className="num">{format.money(row.totalMinor)}</span></b>
      {tenders.filter((tender) => (row.tenders[tender] ?? 0) !== 0).map((tender) => <span key={tender}><i style={{ background: TENDER_COLOUR[tender] }} />{t(`tender.${tender}`)}<span className="num">{format.amount(row.tenders[tender] ?? 0)}</span></span>)}
    </div>
  );
}

export function SalesChart({ rows, tenders, highest }: { readonly rows: readonly HourRow[]; readonly tenders: readonly DayTender[]; readonly highest: HourRow }) {
  const format = useFormat();
  const unit = useTill((state) => 10 ** minorDigits(state.shop.currency));
  const whole = (minor: number) => format.count(Math.round(minor / unit));
  const ticks = niceTicks(highest.totalMinor, unit);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={[...rows]} accessibilityLayer={false} margin={{ top: 20, right: 0, bottom: 0, left: 0 }} barCategoryGap="28%" maxBarSize={34}>
        <CartesianGrid vertical={false} stroke="var(--viz-grid)" />
        <XAxis dataKey="hour" tickFormatter={hourName} tick={AXIS} tickLine={false} axisLine={false} interval={0} height={22} />
        <YAxis tickFormatter={whole} tick={AXIS} ticks={ticks} domain={[0, ticks.at(-1) ?? 0]} tickLine={false} axisLine={false} width="auto" interval={0} />
        <Tooltip cursor={{ fill: 'var(--surface-hover)' }} isAnimationActive={false} content={({ label }) => <Tip row={rows.find((row) => row.hour === label)} tenders={tenders} />} />
        <BarStack radius={[4, 4, 0, 0]}>
          {tenders.map((tender) => <Bar key={tender} dataKey={(row: HourRow) => row.tenders[tender] ?? 0} fill={TENDER_COLOUR[tender]} stroke="var(--surface)" strokeWidth={1} isAnimationActive={false} />)}
        </BarStack>
        <ReferenceDot x={highest.hour} y={highest.totalMinor} r={0} label={{ value: whole(highest.totalMinor), position: 'top', fontSize: 12, fontWeight: 600, fill: 'var(--ink)' }} />
      </BarChart>
    </ResponsiveContainer>
  );
}
