/** The command line: finds the command's file by name and runs it; results on standard output, words on standard error. */
import './compileCache.js';
import { Command } from 'commander';

type CommandFile = { command: () => Command };

/** Loaded on demand, so that one command does not pay for another's libraries. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<CommandFile> }>> = {
  start: { summary: 'start the till', load: () => import('./commands/start.ts') },
  practice: { summary: 'sell many sales against the sandbox wallets and prove the books', load: () => import('./commands/practice.ts') },
  verify: { summary: 'prove a ledger, a backup or an exported journal', load: () => import('./commands/verify.ts') },
  rebuild: { summary: 'make every projection again from the journal', load: () => import('./commands/rebuild.ts') },
  backup: { summary: 'copy the ledger while the till sells, and prove the copy', load: () => import('./commands/backup.ts') },
  restore: { summary: 'put a proved backup in place, or drill it', load: () => import('./commands/restore.ts') },
  journal: { summary: 'print the journal with its postings', load: () => import('./commands/journal.ts') },
  export: { summary: 'write sales, payments, reports or the proved journal to a file', load: () => import('./commands/export.ts') },
  devices: { summary: 'what is attached, how it would be claimed, and why', load: () => import('./commands/devices.ts') },
  decode: { summary: 'what scanned texts mean', load: () => import('./commands/decode.ts') },
  hid: { summary: 'what reports of scanners, card readers and scales mean', load: () => import('./commands/hid.ts') },
  replay: { summary: 'decode a recorded device trace again', load: () => import('./commands/replay.ts') },
  cloud: { summary: 'run the payment backend as a service', load: () => import('./commands/cloud.ts') },
  'cloud-code': { summary: 'make a one-time code that enrols a till or opens its wallets\' settings', load: () => import('./commands/cloudCode.ts') },
  'update-check': { summary: 'whether a till\'s program may be updated now', load: () => import('./commands/updateCheck.ts') },
  statement: { summary: "read wallets' statement files", load: () => import('./commands/statement.ts') },
  reconcile: { summary: "compare a ledger with wallets' statements", load: () => import('./commands/reconcile.ts') },
};

async function main(argv: string[]): Promise<void> {
  const program = new Command('tillbook')
    .description('A till that proves where every unit of money is.')
    .showHelpAfterError('(tillbook COMMAND --help says more)');
  const wanted = COMMANDS[argv[2] ?? ''];
  if (wanted === undefined) {
    for (const [name, entry] of Object.entries(COMMANDS)) program.command(name).summary(entry.summary).description(entry.summary);
  } else {
    program.addCommand((await wanted.load()).command());
  }
  await program.parseAsync(argv);
}

// A reader that has seen enough (`| head`) ends the command quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

main(process.argv).catch((error: unknown) => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  process.stderr.write(`tillbook: ${String(message ?? error)}${typeof code === 'string' ? ` (${code})` : ''}\n`);
  process.exitCode = process.exitCode === undefined || process.exitCode === 0 ? 1 : process.exitCode;
});
