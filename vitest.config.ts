/** Four projects: `unit` (rules, stores, backend, shells without a browser), `soak` (kills and cuts, short unless asked for), `devices` (a real kernel in a virtual machine) and `e2e` (a real Chromium). */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Electron's own module answers with the path of a binary; the tests of its shell boot against the stand-in. */
const electron = { find: /^electron$/, replacement: fileURLToPath(new URL('test/kit/electronStandIn.ts', import.meta.url)) };

/** On the build machine a hiccup of a busy machine is tried again, and said; a fault fails both times. */
const AGAIN = process.env['CI'] === undefined ? 0 : 2;

export default defineConfig({
  test: {
    projects: [
      { resolve: { alias: [electron] }, test: { name: 'unit', retry: AGAIN, include: ['test/**/*.test.{ts,tsx}'], exclude: ['test/e2e/**', 'test/soak/**', 'test/devices/**'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 1_800_000, hookTimeout: 120_000, fileParallelism: false } },
      { test: { name: 'devices', include: ['test/devices/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 300_000, fileParallelism: false } },
      { test: { name: 'e2e', retry: AGAIN, include: ['test/e2e/**/*.test.ts'], testTimeout: 180_000, hookTimeout: 120_000 } },
    ],
    maxWorkers: 2,
  },
});
