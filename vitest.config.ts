/** Three projects: `unit` (rules, stores, backend, shells without a browser), `soak` (kills and cuts, short unless asked for) and `e2e` (a real Chromium). */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', 'test/soak/**'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000, fileParallelism: false } },
    ],
    maxWorkers: 2,
  },
});
