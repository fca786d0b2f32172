/** The compose file was written, not run: its commands, names and ports are held to what the program really takes. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { command as cloudCode } from '#main/commands/cloudCode.ts';
import { command as cloud } from '#main/commands/cloud.ts';
import { postgresInstalled, startPostgres } from '../kit/postgres.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const text = readFileSync(join(ROOT, 'resources/cloud/compose.yaml'), 'utf8');
/** The lines below `name:` of the services, indented by two. */
const service = (name: string): string => new RegExp(`^  ${name}:\\n((?:    .*\\n)+)`, 'm').exec(text)?.[1] ?? '';
const listOf = (of: string, key: string): string[] => [...(new RegExp(`^    ${key}: \\[(.*)\\]$`, 'm').exec(service(of))?.[1] ?? '').matchAll(/"([^"]*)"|([^,\s][^,]*)/g)].map((match) => (match[1] ?? match[2] ?? '').trim());
const args = listOf('backend', 'command');
/** What compose makes of a value: its default, or the variable of the environment. */
const filled = (value: string, environment: Readonly<Record<string, string>>): string => value.replaceAll(/\$\{(\w+)(?::[-?]([^}]*))?\}/g, (_, name: string, otherwise?: string) => environment[name] ?? otherwise ?? '');

describe('the compose file', () => {
  test('starts a command that the program has, with options that it takes, on the port that the proxy speaks to [C237]', () => {
    expect(args.slice(0, 3)).toEqual(['node', 'src/main/tillbook.js', 'cloud']);
    const known = cloud().options.map((option) => option.long);
    const given = args.filter((arg) => arg.startsWith('--'));
    expect(given.length).toBeGreaterThan(3);
    expect(given.filter((option) => !known.includes(option))).toEqual([]);
    const port = args[args.indexOf('--port') + 1];
    expect(text).toContain(`proxy_pass http://backend:${port};`);
    expect(listOf('proxy', 'ports')).toEqual([`127.0.0.1:${port}:80`]);
    expect(args[args.indexOf('--public-url') + 1]).toBe(`\${PUBLIC_URL:-http://127.0.0.1:${port}}`);
    expect(text).toContain('listen 80;');
  });

  test('gives the database\'s address by the variable that the program reads, with the name, the user and the password that the database is made with, and shows no password to a list of processes [C238]', () => {
    const variable = cloud().options.find((option) => option.long === '--database')?.envVar ?? '';
    const [, address = ''] = new RegExp(`^      ${variable}: (.*)$`, 'm').exec(service('backend')) ?? [];
    const url = new URL(filled(address, { POSTGRES_PASSWORD: 's3cret' }));
    const made = (name: string) => filled(new RegExp(`^      ${name}: (.*)$`, 'm').exec(service('database'))?.[1] ?? '', { POSTGRES_PASSWORD: 's3cret' });
    expect([url.protocol, url.username, url.password, url.hostname, url.pathname]).toEqual(['postgres:', made('POSTGRES_USER'), made('POSTGRES_PASSWORD'), 'database', `/${made('POSTGRES_DB')}`]);
    expect(args.join(' ')).not.toContain('PASSWORD');
    expect(cloudCode().options.map((option) => option.long)).toEqual(expect.arrayContaining([...text.matchAll(/cloud-code (.*)$/gm)].flatMap((match) => [...(match[1] ?? '').matchAll(/--\w+/g)].map(([option]) => option))));
    expect(service('database')).toContain(`pg_isready -U ${made('POSTGRES_USER')}`);
  });

  test.skipIf(!postgresInstalled())('its very command line comes up on PostgreSQL and answers, prints no code, and a code made beside it enrols [C239]', async () => {
    const server = await startPostgres();
    const folder = mkdtempSync(join(tmpdir(), 'tillbook-compose-'));
    const key = join(folder, 'seal.key');
    writeFileSync(key, randomBytes(32).toString('base64'), { mode: 0o600 });
    const url = await server.database();
    const environment = { ...process.env, TILLBOOK_DATABASE: url };
    const line = args.slice(1).map((arg) => filled(arg, {})).map((arg) => (arg === '8790' ? '0' : arg === '0.0.0.0' ? '127.0.0.1' : arg === 'resources/cloud/seal.key' ? key : arg));
    const child = spawn(process.execPath, line, { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    const firstLine = (from: typeof child) => new Promise<string>((done) => { if (from.stdout !== null) createInterface({ input: from.stdout }).once('line', done); });
    const said = JSON.parse(await firstLine(child)) as { url: string; store: string; enrolCode?: string };
    expect(said.enrolCode).toBeUndefined();
    expect((await (await fetch(`${said.url}/v1/health`)).json())).toMatchObject({ ok: true, engine: 'postgresql' });
    const made = JSON.parse(await firstLine(spawn(process.execPath, ['src/main/tillbook.js', 'cloud-code', '--store', 'main', '--address', 'https://pay.example.com'], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'inherit'] }))) as { code: string; scan: string };
    expect(made.scan).toContain(encodeURIComponent('https://pay.example.com'));
    const { enrolTill } = await import('#main/adapters/cloud/backend.ts');
    const { deviceCrypto } = await import('../kit/tillAtBackend.ts');
    expect((await enrolTill({ baseUrl: said.url, code: made.code, store: 'main', till: 'T1', publicKey: deviceCrypto().publicKey() })).keyId).toBe('main/T1/1');
    child.kill('SIGTERM');
    await new Promise((ended) => child.once('exit', ended));
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);
});
