/** The till's state as the screens last heard it: replaced whole by events and replies, never computed here. */
import { create } from 'zustand';
import type { Connection } from '../api/connection.ts';
import type { TillState } from '#contract/views.ts';
import { share } from './share.ts';

type Heard = {
  readonly state: TillState | null;
  readonly connection: Connection;
  /** The till's clock minus this machine's, in ms; practice runs its clock ahead. */
  readonly clockAheadMs: number;
};

export const useTillStore = create<Heard>()(() => ({ state: null, connection: 'connecting', clockAheadMs: 0 }));

/** Replies and events overtake each other; an older state never replaces a newer one. */
export function applyState(next: TillState): void {
  const { state } = useTillStore.getState();
  if (state !== null && next.now < state.now) return;
  useTillStore.setState({ state: share(state, next), clockAheadMs: next.now - Date.now() });
}

export function setConnection(connection: Connection): void {
  useTillStore.setState({ connection });
}

/** Forgets what was heard before, so that a till restarted with an earlier clock is believed. */
export function restartState(next: TillState): void {
  useTillStore.setState((heard) => ({ state: share(heard.state, next), clockAheadMs: next.now - Date.now() }));
}

/** A part of the state; only for screens below the frame, which shows none of them before the first state came. */
export function useTill<Part>(select: (state: TillState) => Part): Part {
  return useTillStore((heard) => {
    if (heard.state === null) throw new Error('the till’s state was read before it came');
    return select(heard.state);
  });
}

/** UTC ms by the till's clock. */
export function tillNow(): number {
  return Date.now() + useTillStore.getState().clockAheadMs;
}
