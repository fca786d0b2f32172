/** A period of business days: two dates, and the few that are asked for most. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayIn, nextDay } from '#core/time.ts';
import { tillNow, useTill } from '../state/till.ts';

export type Period = { readonly from: string; readonly to: string };

/** The last so many days, today included. */
export function usePeriod(days: number): [Period, (period: Period) => void] {
  const { timeZone } = useTill((state) => state.shop);
  const open = useTill((state) => state.businessDay);
  const to = open ?? dayIn(tillNow(), timeZone);
  return useState<Period>({ from: nextDay(to, 1 - days), to });
}

export function PeriodFields({ period, onPeriod, disabled = false }: { readonly period: Period; readonly onPeriod: (period: Period) => void; readonly disabled?: boolean }) {
  const { t } = useTranslation();
  const set = (part: Partial<Period>) => { const next = { ...period, ...part }; if (next.from !== '' && next.to !== '' && next.from <= next.to) onPeriod(next); };
  return (
    <span className="period">
      <span className="field__box"><input type="date" aria-label={t('books.from')} disabled={disabled} value={period.from} max={period.to} onChange={(event) => set({ from: event.target.value })} /></span>
      <span aria-hidden="true">–</span>
      <span className="field__box"><input type="date" aria-label={t('books.to')} disabled={disabled} value={period.to} min={period.from} onChange={(event) => set({ to: event.target.value })} /></span>
    </span>
  );
}
