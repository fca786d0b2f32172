/** The till's log: one JSON object a line, in its own folder; never a payment code, a PIN, a track or a personal datum. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { destination, pino } from 'pino';

export type Log = (level: 'info' | 'warn' | 'error', event: string, detail?: Readonly<Record<string, string | number>>) => void;

/** Long runs of digits could be a code or a card: they never reach the file. */
const DIGITS = /\d{12,}/g;
const DETAIL_CHARS_MAX = 600;

export function openLog(folder: string): Log {
  mkdirSync(folder, { recursive: true });
  const file = destination({ dest: join(folder, 'till.log'), sync: true, mkdir: true });
  // A full disk must stop the log, not the till: without a listener the error would end the process.
  file.on('error', () => undefined);
  const log = pino({ base: { pid: process.pid } }, file);
  return (level, event, detail = {}) => {
    const clean = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, DETAIL_CHARS_MAX).replace(DIGITS, '[digits]') : value]));
    log[level](clean, event);
  };
}
