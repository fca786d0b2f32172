/** The sandbox's clock, once moved ahead, goes on from there instead of standing still. */
import type { Migration } from '../migration.ts';

export const sandboxClock: Migration = {
  name: '0070-sandbox-clock',
  // ahead_ms: how far the clock was moved past the wall clock; now_ms: the time it had reached, so that it never goes back.
  statements: ['alter table sandbox_store add column ahead_ms bigint not null default 0'],
};
