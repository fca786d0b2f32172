/** `tillbook cloud`: the payment backend as a service of its own, on PostgreSQL or on a folder. */
import { randomBytes } from 'node:crypto';
import { Command, InvalidArgumentError, Option } from 'commander';
import { readWalletSettings, startCloud } from '#cloud/index.ts';
import { spellCode } from '#core/enrolment.ts';
import { isKeyName } from '#contract/httpSignature.ts';
import { Refusal } from '#core/refusal.ts';

type Options = { data?: string; database?: string; host: string; port: number; enrolCode?: string | false; store: string; chain?: string[]; rebuild?: true; wallets?: string; publicUrl?: string; sealKey?: string };

const CODE_LASTS_MS = 3_600_000;

/** The database's address holds a password, which the list of processes would show: it is better given by the environment. */
export const databaseOption = () => new Option('--database <url>', 'postgres://… instead of the built-in database').env('TILLBOOK_DATABASE');
export const dataOption = () => new Option('--data <dir>', 'folder of the built-in database, made when missing');

/** @throws Refusal `bad-arguments` unless exactly one is named */
export function placeOf({ data, database }: { readonly data?: string; readonly database?: string }): { readonly folder: string } | { readonly url: string } {
  if (data !== undefined && database === undefined) return { folder: data };
  if (database !== undefined && data === undefined) return { url: database };
  throw new Refusal('bad-arguments', 'Say where the database is: either --data DIR or --database postgres://… (or TILLBOOK_DATABASE)');
}

function portOf(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}

export function storeOf(text: string): string {
  if (!isKeyName(text)) throw new InvalidArgumentError('A store\'s name is up to 40 letters, digits, dots, dashes and underscores.');
  return text;
}

const storesOf = (text: string): string[] => text.split(',').map(storeOf);

export function command(): Command {
  return new Command('cloud')
    .description('Runs the payment backend. Prints one JSON line with its address and a one-time code that enrols a till within the hour.')
    .addOption(dataOption())
    .addOption(databaseOption())
    .option('--host <address>', 'address to listen on; put TLS in front of anything but 127.0.0.1', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 picks a free one', portOf, 8790)
    .option('--store <name>', 'store that the code enrols a till of', storeOf, 'main')
    .option('--chain <stores>', 'stores, separated by commas, whose managers see each other\'s tills and days', storesOf)
    .option('--rebuild', 'make the chain view of the store again from its journals')
    .option('--enrol-code <code>', 'the one-time code, instead of one made up here')
    .option('--no-enrol-code', 'make no code and print none; `tillbook cloud-code` makes one when it is needed')
    .option('--public-url <address>', 'where customers\' phones reach the backend, for the codes of one code for every wallet')
    .option('--wallets <file>', 'which wallets each store has, with their keys; only its owner may read it; without it every wallet is a sandbox')
    .option('--seal-key <file>', 'key (openssl rand -base64 32) that seals wallets\' keys which technicians send; the same for every instance; with --data one is made')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const database = placeOf(options);
  const enrolCode = options.enrolCode === false ? null : (typeof options.enrolCode === 'string' ? options.enrolCode : spellCode(randomBytes(12)));
  if (enrolCode !== null && (enrolCode.length < 4 || enrolCode.length > 64)) throw new Refusal('bad-arguments', 'An enrolment code has 4 to 64 characters.');
  const cloud = await startCloud({ database, host: options.host, port: options.port, ...(options.publicUrl === undefined ? {} : { publicUrl: options.publicUrl }), ...(options.wallets === undefined ? {} : { wallets: readWalletSettings(options.wallets, process.env) }), ...(options.sealKey === undefined ? {} : { sealKey: options.sealKey }) });
  if (enrolCode !== null) await cloud.issueEnrolCode(options.store, enrolCode, CODE_LASTS_MS);
  if (options.chain !== undefined) await cloud.joinChain(options.chain[0] ?? options.store, options.chain);
  if (options.rebuild === true) await cloud.rebuildChain(options.store);
  const leave = () => void cloud.close().finally(() => process.exit(0));
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
  process.stdout.write(`${JSON.stringify({ url: `http://${options.host}:${cloud.port}`, store: options.store, ...(enrolCode === null ? {} : { enrolCode }), backendPublicKey: await cloud.publicKey(options.store) })}\n`);
}
