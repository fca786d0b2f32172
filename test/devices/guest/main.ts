/** The program inside the machine: runs the scenarios it is given by name at one counter and prints what came of each. */
import { atCounter, rig, until } from './rig.ts';
import { SCENARIOS } from './scenarios.ts';

/** What was plugged in by a scenario goes with it; what was there from the start has no name here. */
const CABLES = ['aim', 'plain', 'mute', 'twin1', 'twin2', 'flood', 'magtek'];

let failed = 0;
await atCounter(async (counter) => {
  for (const name of process.argv.slice(2)) {
    const startedAt = Date.now();
    counter.words.length = 0;
    try {
      const facts = await SCENARIOS[name]?.(counter);
      process.stdout.write(`RESULT ${name} ${JSON.stringify({ ...facts, tookMs: Date.now() - startedAt })}\n`);
    } catch (error) {
      failed += 1;
      process.stdout.write(`RESULT ${name} ${JSON.stringify({ failed: String((error as Error).message), tookMs: Date.now() - startedAt })}\n`);
    }
    for (const cable of CABLES) await rig.unplug(cable).catch(() => undefined);
    if (name !== 'permission' && name !== 'composite') await until('an empty counter', () => counter.devices.process().state === 'ready' && counter.devices.list().every((one) => one.kind === 'display' || one.state === 'unplugged')).catch(() => undefined);
  }
});
process.exitCode = failed === 0 ? 0 : 1;
