/** The embedded payment backend as a process of its own: told by its parent over IPC, gone when the parent goes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readWalletSettings, startCloud } from '#cloud/index.ts';

/** Parent to child: once, first. The code travels here because arguments and environment can be read by others. */
export type StartMessage = { readonly dataDir: string; readonly store: string; readonly enrolCode: string; readonly port: number };
/** Child to parent. */
export type ReadyMessage = { readonly ready: true; readonly port: number; readonly backendPublicKey: string } | { readonly ready: false; readonly code: string; readonly message: string };

/** In the backend's folder; without it every wallet is a sandbox. */
const WALLETS_FILE = 'wallets.json';
/** Good for as long as the process can be expected to run. */
const CODE_LASTS_MS = 365 * 86_400_000;

function answer(message: ReadyMessage): void {
  process.send?.(message);
}

async function run({ dataDir, store, enrolCode, port }: StartMessage): Promise<void> {
  const walletsFile = join(dataDir, WALLETS_FILE);
  const cloud = await startCloud({ database: { folder: dataDir }, port, trustsTills: true, ...(existsSync(walletsFile) ? { wallets: readWalletSettings(walletsFile, process.env) } : {}) });
  await cloud.issueEnrolCode(store, enrolCode, CODE_LASTS_MS);
  let leaving = false;
  const leave = () => {
    if (leaving) return;
    leaving = true;
    void cloud.close().finally(() => process.exit(0));
  };
  process.on('disconnect', leave);
  process.on('SIGTERM', leave);
  // The terminal's Ctrl-C reaches the whole group; the parent decides when this process ends.
  process.on('SIGINT', () => undefined);
  if (!process.connected) return leave();
  answer({ ready: true, port: cloud.port, backendPublicKey: await cloud.publicKey(store) });
}

process.once('message', (message) => {
  run(message as StartMessage).catch((error: unknown) => {
    const { code, message: text } = error as { code?: unknown; message?: unknown };
    answer({ ready: false, code: typeof code === 'string' ? code : 'backend-failed', message: String(text) });
    process.exitCode = 1;
    process.disconnect?.();
  });
});
