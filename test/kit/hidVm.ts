/** Runs a program of this repository on a real Linux kernel with virtual HID devices: stages what it needs, starts the rig, reads its results. */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');
const RUN_S_MAX = 270;
export type Scenario = { readonly devices: readonly object[]; readonly events?: readonly object[] };
export type VmRun = { readonly code: number | null; readonly results: ReadonlyMap<string, Readonly<Record<string, unknown>>>; readonly said: string };

/** The rig's program, or null where it is missing; TILLBOOK_HID_VM names its folder. */
export function findHidVm(): string | null {
  const tool = join(process.env['TILLBOOK_HID_VM'] ?? join(ROOT, '../shared/tools/hid-vm'), 'hid-vm');
  return process.platform === 'linux' && process.arch === 'x64' && existsSync(tool) ? tool : null;
}

/** The device process and the program in the machine, bundled as for a release: an emulated machine takes long to read sources one by one. */
function stage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tillbook-vm-'));
  const entryPoints = { main: join(ROOT, 'test/devices/guest/main.ts'), deviceProcess: join(ROOT, 'src/main/deviceProcess.ts') };
  buildSync({ entryPoints, outdir: folder, bundle: true, platform: 'node', format: 'esm', target: 'node24', external: ['node-hid'], logLevel: 'error', absWorkingDir: ROOT });
  for (const path of ['resources/devices', 'node_modules/node-hid', 'node_modules/pkg-prebuilds']) cpSync(join(ROOT, path), join(folder, path), { recursive: true, dereference: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'tillbook-in-vm', private: true, type: 'module' }));
  return folder;
}

/** Runs `scenarios` by name, one after the other in one machine; each prints one line of result. */
export async function runInVm(tool: string, scenario: Scenario, scenarios: readonly string[], options: { readonly uid?: number; readonly env?: readonly string[] } = {}): Promise<VmRun> {
  const folder = stage();
  try {
    writeFileSync(join(folder, 'scenario.json'), JSON.stringify(scenario));
    const uid = options.uid === undefined ? [] : ['--uid', String(options.uid)];
    const child = spawn(process.execPath, [tool, '--quiet', '--timeout', String(RUN_S_MAX), ...uid, ...(options.env ?? []).flatMap((one) => ['--env', one]), folder, 'main.js', join(folder, 'scenario.json'), '--', ...scenarios], { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    const code = await new Promise<number | null>((done, failed) => {
      child.once('error', failed);
      child.once('close', done);
    });
    const results = new Map([...stdout.matchAll(/^RESULT (\S+) (\{.*\})\r?$/gm)].map((match) => [match[1] ?? '', JSON.parse(match[2] ?? '{}') as Record<string, unknown>]));
    return { code, results, said: `${stdout.slice(-4_000)}\n${stderr.slice(-4_000)}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
