/** The sandbox's modes in the order they are shown, and its delay as it is typed. */
import type { SandboxBehaviour } from '#contract/cloud.ts';

type Mode = SandboxBehaviour['mode'];

export const MODES: readonly Mode[] = ['pay', 'confirm', 'decline', 'silent', 'silent-paid', 'late', 'lie', 'down'];

const DELAYED: ReadonlySet<Mode> = new Set(['pay', 'confirm', 'late']);
export const hasDelay = (mode: Mode): boolean => DELAYED.has(mode);

const DELAY_MS_MAX = 600_000;

/** Milliseconds of typed seconds (`8`, `0.5`, `0,5`); null when it is no number from 0 to 600. */
export function delayMsOf(seconds: string): number | null {
  const text = seconds.trim().replace(',', '.');
  if (!/^\d{1,3}(?:\.\d{1,3})?$/.test(text)) return null;
  const ms = Math.round(Number(text) * 1_000);
  return ms > DELAY_MS_MAX ? null : ms;
}
