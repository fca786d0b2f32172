/** `tillbook cloud-code`: makes a one-time code on a backend's database, for a technician who enrols a till or sets up a store's wallets. */
import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { toString as drawQr } from 'qrcode';
import { makeCode } from '#cloud/index.ts';
import { readAddress, spellCode, writeEnrolment } from '#core/enrolment.ts';
import { Refusal } from '#core/refusal.ts';
import { databaseOption, dataOption, placeOf, storeOf } from './cloud.ts';

type Options = { data?: string; database?: string; store: string; for: 'till' | 'wallets'; minutes: number; address?: string };

const MINUTES_FIRST = 60;
const MINUTES_MAX = 7 * 24 * 60;

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > MINUTES_MAX) throw new InvalidArgumentError(`Minutes are a whole number from 1 to ${MINUTES_MAX}.`);
  return minutes;
}

async function run(options: Options): Promise<void> {
  const address = options.address === undefined ? null : readAddress(options.address);
  if (options.address !== undefined && address === null) throw new Refusal('bad-arguments', 'Tills reach a backend by https://…, or by http://127.0.0.1:… on its own machine. No code was made.');
  const code = spellCode(randomBytes(12));
  const expiresAt = Date.now() + options.minutes * 60_000;
  await makeCode(placeOf(options), { store: options.store, code, expiresAt, purpose: options.for });
  const scan = options.for === 'till' && address !== null ? writeEnrolment({ address, store: options.store, code }) : null;
  if (scan !== null && process.stderr.isTTY) process.stderr.write(await drawQr(scan, { type: 'utf8' }));
  process.stdout.write(`${JSON.stringify({ for: options.for, store: options.store, code, expiresAt: new Date(expiresAt).toISOString(), ...(scan === null ? {} : { scan }) })}\n`);
}

export function command(): Command {
  return new Command('cloud-code')
    .description('Makes a one-time code and prints it as JSON, with the text of a QR code that a till\'s scanner reads. On PostgreSQL the backend may run meanwhile; a folder\'s must not.')
    .addOption(dataOption())
    .addOption(databaseOption())
    .option('--store <name>', 'store that the code is for', storeOf, 'main')
    .addOption(new Option('--for <purpose>', 'enrol one till, or let one till set up the store\'s wallets').choices(['till', 'wallets']).default('till'))
    .option('--minutes <number>', 'how long it is good', minutesOf, MINUTES_FIRST)
    .option('--address <address>', 'where tills reach the backend: prints what a scanner reads, and its QR code on a terminal')
    .action(run);
}
