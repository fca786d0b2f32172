/** A till that takes in one statement in a process of its own, so that it can be killed or starved of disk: FOLDER BILL MODE. */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { statementReading } from '#main/adapters/statements/reading.ts';
import { openDesk } from './tillOnFile.ts';

const [folder = '', bill = '', mode = 'once'] = process.argv.slice(2);
const desk = openDesk({ folder });
Object.assign(desk.till.ports, { statements: statementReading() });
const manager = desk.seat('manager');
const take = () => manager.code('statement.import', { name: 'bill.csv', base64: readFileSync(bill).toString('base64') });

process.stdout.write('taking\n');
if (mode === 'once') {
  process.stdout.write(`${await take()}\n`);
} else {
  // The disk is full for a while. The file outside the folder tells the shim.
  const control = String(process.env['SHIM_FAIL']);
  const before = desk.storage.head();
  appendFileSync(control, 'F');
  const full = await take();
  const during = { head: desk.storage.head(), files: desk.storage.statementFiles(null).length };
  rmSync(control);
  await desk.pass(5);
  process.stdout.write(`${JSON.stringify({ before, full, during, free: await take(), files: desk.storage.statementFiles(null).length, bugs: desk.bugs })}\n`);
}
desk.storage.close();
