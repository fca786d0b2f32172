/** `npm test`: sets itself up, runs every check there is, and closes with one line that counts them. */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';

type Counts = { passed: number; failed: number; skipped: number };
type JsonReport = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; testResults: { name: string; status: string; message?: string; assertionResults: unknown[] }[] };

const root = resolve(import.meta.dirname, '..');
const STEP_MS_MAX = 20 * 60_000;
/** This process's own Node first, so that every tool runs in it, whatever the machine's is. */
const env: NodeJS.ProcessEnv = { ...process.env, PATH: [dirname(process.execPath), join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(delimiter) };
if (!process.stdout.isTTY) env['NO_COLOR'] = '1';
/** Compiled code of packages and of our own children, shared by every process of this run. */
env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'tillbook');
const total: Counts = { passed: 0, failed: 0, skipped: 0 };
const failures: string[] = [];
const skips: string[] = [];

const say = (text: string) => process.stdout.write(`${text}\n`);

function fail(what: string, count = 1): void {
  total.failed += count;
  failures.push(what);
}

function skip(what: string, count = 1): void {
  total.skipped += count;
  skips.push(what);
}

/** Runs a tool with its output passed on; true when it ended well. */
function run(program: string, args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], shell: process.platform === 'win32', timeout: STEP_MS_MAX, killSignal: 'SIGKILL' });
    child.once('error', (error) => {
      say(`${program}: ${error.message}`);
      done(false);
    });
    child.once('close', (code) => done(code === 0));
  });
}

/** A check that passes or fails as a whole; counts as one test. */
async function check(title: string, program: string, ...args: string[]): Promise<void> {
  const began = Date.now();
  const passed = await run(program, args);
  if (passed) total.passed += 1;
  else fail(title);
  say(`${passed ? 'ok  ' : 'FAIL'} ${title} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
}

/** Runs one of vitest's projects and adds up what its report says; a report that says nothing is a failure. */
async function suite(project: string): Promise<void> {
  say(`\n--- ${project} tests`);
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-test-'));
  const file = join(folder, 'report.json');
  const ended = await run('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  try {
    const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
    total.passed += report.numPassedTests;
    total.skipped += report.numPendingTests + report.numTodoTests;
    if (report.numPendingTests + report.numTodoTests > 0) skips.push(`${project}: ${report.numPendingTests + report.numTodoTests} tests; what they need is named above`);
    if (report.numFailedTests > 0) fail(`${project}: ${report.numFailedTests} tests`, report.numFailedTests);
    const unloaded = report.testResults.filter((result) => result.status === 'failed' && result.assertionResults.length === 0);
    for (const result of unloaded) fail(`${project}: ${result.name} did not load`);
    if (report.numPassedTests + report.numFailedTests === 0) fail(`${project}: not one test ran`);
    else if (!ended && report.numFailedTests + unloaded.length === 0) fail(`${project}: ended badly though its tests passed`);
  } catch (error) {
    fail(`${project}: no report (${(error as Error).message})`);
  }
  rmSync(folder, { recursive: true, force: true });
}

const hasTests = (folder: string) => existsSync(join(root, folder)) && readdirSync(join(root, folder), { recursive: true }).some((name) => String(name).endsWith('.test.ts'));

/** A browser for the end-to-end tests: one that is there, else Debian's where we may install it. */
async function chromium(): Promise<string | null> {
  const { findChromium } = await import('../test/kit/chromium.ts');
  const found = findChromium();
  if (found !== null || process.platform !== 'linux' || process.getuid?.() !== 0) return found;
  say('No Chromium is here; installing the system package, which takes a minute.');
  const apt = (...args: string[]) => spawnSync('apt-get', ['-q', '-y', ...args], { env: { ...env, DEBIAN_FRONTEND: 'noninteractive' }, stdio: 'ignore', timeout: 8 * 60_000 }).status === 0;
  apt('update');
  apt('install', '--no-install-recommends', 'chromium');
  return findChromium();
}

/** The device process on a real kernel, where the machine for it is. */
async function devices(): Promise<void> {
  const { findHidVm } = await import('../test/kit/hidVm.ts');
  if (findHidVm() === null) skip('devices: ALL of it. No hid-vm is beside this repository; put it at ../shared/tools/hid-vm, or name its folder in TILLBOOK_HID_VM');
  else await suite('devices');
}

async function endToEnd(): Promise<void> {
  if (!hasTests('test/e2e')) {
    skip('e2e: there are no end-to-end tests in this tree');
    return;
  }
  const path = await chromium();
  if (path === null) {
    skip('e2e: ALL of it. No Chromium is on this machine and none could be installed; install one, or name it in TILLBOOK_CHROMIUM');
    return;
  }
  say(`\ne2e runs in ${path}`);
  env['TILLBOOK_CHROMIUM'] = path;
  const fixture = mkdtempSync(join(tmpdir(), 'tillbook-fixture-'));
  await check('fixture of the screens builds', 'vite', 'build', '--config', 'test/renderer/fixture/vite.config.ts', '--outDir', fixture, '--logLevel', 'warn');
  env['TILLBOOK_FIXTURE'] = fixture;
  await suite('e2e');
  rmSync(fixture, { recursive: true, force: true });
}

function close(): void {
  if (skips.length > 0) say(`\n${'!'.repeat(100)}\n${skips.map((what) => `!! SKIPPED, not passed: ${what}`).join('\n')}\n${'!'.repeat(100)}`);
  if (failures.length > 0) say(`\n${failures.map((what) => `FAILED: ${what}`).join('\n')}`);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
  say(`\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`);
}

if (!existsSync(join(root, 'node_modules', 'vitest'))) await run('npm', ['ci']);
for (const zone of ['core', 'node', 'web']) await check(`types of ${zone}`, 'tsc', '-p', `tsconfig.${zone}.json`);
await check('lint, type-aware', 'oxlint', '--type-aware');
await check('nothing unused', 'knip');
if (existsSync(join(root, 'vite.config.ts'))) await check('screens build', 'vite', 'build', '--config', 'vite.config.ts', '--logLevel', 'warn');
else skip('screens build: there is no vite.config.ts in this tree');
await suite('unit');
if (hasTests('test/soak')) await suite('soak');
await devices();
await endToEnd();
close();
