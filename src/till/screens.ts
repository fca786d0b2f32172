/** The screens that listen: which one a device's scan goes to, and words to all of them. */
import type { TillEvent } from '#contract/views.ts';
import { mayCall } from '#core/roles.ts';
import type { Screen, Till } from './till.ts';

const isSelling = ({ seat }: Screen): boolean => seat.operator !== null && !seat.locked && mayCall(seat.operator.role, 'cashier');

/** The seat that may sell and acted last; null when nobody who may sell is signed in before an open screen. */
export function activeScreen(till: Till): Screen | null {
  let found: Screen | null = null;
  for (const screen of till.memory.screens) if (isSelling(screen) && (found === null || screen.lastActAt >= found.lastActAt)) found = screen;
  return found;
}

/** Tells every screen before which nobody is signed in. */
export function tellSignInScreens(till: Till, event: TillEvent): void {
  for (const screen of till.memory.screens) if (screen.seat.operator === null || screen.seat.locked) screen.tell(event);
}

/** Tells every screen at which somebody is signed in. */
export function tellSignedIn(till: Till, event: TillEvent): void {
  for (const screen of till.memory.screens) if (screen.seat.operator !== null && !screen.seat.locked) screen.tell(event);
}

export function tellTechnicians(till: Till, event: TillEvent): void {
  for (const screen of till.memory.screens) if (screen.seat.operator?.role === 'technician' && !screen.seat.locked) screen.tell(event);
}
