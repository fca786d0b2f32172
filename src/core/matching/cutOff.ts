/** Rule 6: a row near the source's cut-off is carried; its counterpart is expected in the neighbour day's file. */
import { STATEMENT_SOURCES } from '../statement.ts';
import type { SourceId, StatementSource } from '../statement.ts';
import { timeAt, walletAt } from './rows.ts';
import type { Side } from './rows.ts';
import type { MatchingSettings } from './settings.ts';
import { placeBreak } from './work.ts';
import type { Work } from './work.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Whether a moment lies within `minutes` of the source's end of day, on either side. */
export function isNearCutOff(source: StatementSource, at: number, minutes: number): boolean {
  return neighbourOf(source, at, minutes) !== null;
}

/** In the file of which neighbour day a counterpart may stand; null when the moment is not near the end of a day. */
function neighbourOf(source: StatementSource, at: number, minutes: number): 'before' | 'after' | null {
  const sinceCutOff = (((at + (source.zoneMinutes - source.cutOffMinute) * MINUTE_MS) % DAY_MS) + DAY_MS) % DAY_MS;
  if (sinceCutOff <= minutes * MINUTE_MS) return 'before';
  return DAY_MS - sinceCutOff <= minutes * MINUTE_MS ? 'after' : null;
}

/** The source with the clock that the shop's settings give it. */
export function sourceOf(id: SourceId, settings: MatchingSettings): StatementSource {
  const [source, zoneMinutes] = [STATEMENT_SOURCES[id], settings.zoneMinutes[id]];
  return zoneMinutes === undefined ? source : { ...source, zoneMinutes };
}

export function carryMinutesOf(source: StatementSource, settings: MatchingSettings): number {
  return settings.carryMinutes[source.id] ?? source.carryMinutes;
}

export function carryNearCutOff(work: Work, settings: MatchingSettings): void {
  work.leftLedger = carry(work, work.books.ledger, work.leftLedger, settings, (row) => placeBreak(work, 'carried', 'cut-off', [row], []));
  work.leftStatement = carry(work, work.books.statement, work.leftStatement, settings, (row) => placeBreak(work, 'carried', 'cut-off', [], [row]));
}

/** @returns the rows that are not near, or of which no time is known. */
function carry(work: Work, side: Side, rows: readonly number[], settings: MatchingSettings, place: (row: number) => void): number[] {
  return rows.filter((row) => {
    const wallet = walletAt(side, row);
    const file = work.books.files.find((entry) => entry.wallet === wallet);
    const at = timeAt(side, row);
    if (file === undefined || Number.isNaN(at)) return true;
    const source = sourceOf(file.source, settings);
    const neighbour = neighbourOf(source, at, carryMinutesOf(source, settings));
    // The neighbour's file has been read and did not bring it: it is missing, and no longer waited for.
    if (neighbour === null || settings.neighboursRead[work.books.wallets[wallet] ?? '']?.[neighbour] === true) return true;
    place(row);
    return false;
  });
}
