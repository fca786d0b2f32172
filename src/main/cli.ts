/** The command line: finds the command's file by name and runs it; results on standard output, words on standard error. */
import { enableCompileCache } from 'node:module';
import { Command } from 'commander';

/** Keeps the stripped and compiled sources between runs: a command starts in half the time. */
enableCompileCache();

type CommandFile = { command: () => Command };

/** Loaded on demand, so that one command does not pay for another's libraries. */
const COMMANDS: Readonly<Record<string, { summary: string; load: () => Promise<CommandFile> }>> = {
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

main(process.argv).catch((error: unknown) => {
  const { code, message } = error as { code?: unknown; message?: unknown };
  process.stderr.write(`tillbook: ${String(message ?? error)}${typeof code === 'string' ? ` (${code})` : ''}\n`);
  process.exitCode = process.exitCode === undefined || process.exitCode === 0 ? 1 : process.exitCode;
});
