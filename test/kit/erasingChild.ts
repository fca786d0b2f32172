/** A whole till in a process of its own that erases somebody and is killed in the same moment, or finishes what was begun: FOLDER MODE NAME. */
import { writeSync } from 'node:fs';
import { composeTill } from '#main/compose.ts';
import { loadConfig } from '#main/config.ts';
import type { PersonView } from '#contract/views.ts';

const [folder = '', mode = 'kill', name = ''] = process.argv.slice(2);
const running = await composeTill(loadConfig(folder), { ticking: false, online: false });
const seat = running.seat();

async function ask<Value>(call: Parameters<typeof seat.call>[0], input: object): Promise<Value> {
  const reply = await seat.call(call, input);
  if (!reply.ok) throw new Error(`${call}: ${reply.code}`);
  return reply.value as Value;
}

if (mode === 'kill') {
  const [boss] = await ask<PersonView[]>('staff.first', { name: 'The Manager', pin: '482613' });
  await ask('session.signIn', { operatorId: boss?.id, pin: '482613' });
  const people = await ask<PersonView[]>('staff.add', { name, role: 'cashier', pin: '4826' });
  const id = people.find((person) => person.name === name)?.id;
  writeSync(1, `${JSON.stringify({ id, verifier: running.till.storage.person(id ?? '')?.verifier })}\n`);
  // In the very call that committed: nothing of what follows has begun.
  Object.assign(running.till.ports, { committed: () => { process.kill(process.pid, 'SIGKILL'); } });
  await ask('staff.leave', { operatorId: id });
} else {
  await running.till.memory.erasing.work;
  writeSync(1, `${running.till.storage.setting('erasure.done') ?? '[]'}\n`);
  await running.stop();
}
