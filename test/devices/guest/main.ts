/** The program inside the machine: runs the scenarios it is given by name and prints what came of each. */
import { SCENARIOS } from './scenarios.ts';

let failed = 0;
for (const name of process.argv.slice(2)) {
  const startedAt = Date.now();
  try {
    const facts = await SCENARIOS[name]?.();
    process.stdout.write(`RESULT ${name} ${JSON.stringify({ ...facts, tookMs: Date.now() - startedAt })}\n`);
  } catch (error) {
    failed += 1;
    process.stdout.write(`RESULT ${name} ${JSON.stringify({ failed: String((error as Error).message), tookMs: Date.now() - startedAt })}\n`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
