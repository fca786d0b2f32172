/** `tillbook verify PATH`: proves a ledger, a backup or an exported journal from the file alone. */
import { Command } from 'commander';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { canonicalJson, type Json } from '#core/canonical.ts';
import { post } from '#core/posting.ts';
import { Refusal } from '#core/refusal.ts';
import { checkSeal, isSeal, type AuditSeal, type SealCheck } from '#core/auditSeal.ts';
import { verifyEntries } from '#core/verify.ts';
import type { Entry } from '#core/journal.ts';
import { verifierCrypto } from '../adapters/crypto/verifierCrypto.ts';
import { ledgerFile } from '../adapters/sqlite/readLedger.ts';
import type { Proof } from '../safekeeping/keepTasks.ts';
import { proveInHalves } from '../safekeeping/proveInHalves.ts';

/** The lines of an exported journal; the first may be the seal of an audit export. */
async function* exported(path: string): AsyncGenerator<Entry | AuditSeal> {
  let line = 0;
  for await (const text of createInterface({ input: createReadStream(path) })) {
    line += 1;
    if (text.trim() === '') continue;
    let value: Entry | AuditSeal;
    try { value = JSON.parse(text) as Entry | AuditSeal; } catch { throw new Refusal('bad-journal', `${path}, line ${line}: no JSON object. The journal cannot be checked past it.`); }
    yield value;
  }
}

/** An export has postings beside each entry: they must be those that follow from it. */
function strayPostings(entry: Entry & { postings?: unknown }): string | null {
  if (entry.postings === undefined || canonicalJson(entry.postings as Json) === canonicalJson(post(entry) as unknown as Json)) return null;
  return `entry ${entry.seq}: the postings beside it are not those that follow from it; they were changed after the export`;
}

/** A folder means its ledger.db. */
function target(path: string): string {
  const file = existsSync(path) && statSync(path).isDirectory() ? join(path, 'ledger.db') : path;
  if (!existsSync(file)) throw new Refusal('no-ledger', `There is no ledger at ${file}.`);
  return file;
}

async function verify(path: string, options: { head?: string }): Promise<void> {
  const file = target(path);
  const run = verifyEntries(verifierCrypto);
  let proof: Proof | null = null;
  let further: string | null = null;
  let seal: SealCheck | null = null;
  let backend: string | null = null;
  if (/\.jsonl?$/.test(file)) {
    for await (const line of exported(file)) {
      if (isSeal(line)) {
        if (seal !== null || run.count() > 0) further = 'a second seal stands among the entries';
        seal = checkSeal(verifierCrypto, line);
        backend = line.backend === null ? 'not acknowledged yet' : `entry ${line.backend.seq}`;
      } else {
        run.next(line);
        seal?.next(line);
        if (run.fault() === null) further = strayPostings(line);
      }
      if (run.fault() !== null || further !== null) break;
    }
    if (run.fault() === null && further === null) further = seal?.end() ?? null;
  } else {
    const ledger = ledgerFile(file);
    const damage = ledger.check();
    proof = await proveInHalves(file);
    if (proof.fault === null) further = damage ?? ledger.compareProjections();
    ledger.close();
  }
  const { fault, upTo, entries } = proof ?? { fault: run.fault(), upTo: run.upTo(), entries: run.count() };
  const head = { seq: upTo.seq, hash: upTo.hash };
  if (fault === null && further === null && options.head !== undefined && options.head !== head.hash) further = `the head is ${head.hash}, not the one you gave: entries after or before it are missing, or this is another copy`;
  if (fault !== null || further !== null) {
    process.stdout.write(`${JSON.stringify({ ok: false, ...(fault === null ? {} : { seq: fault.seq }), message: fault?.message ?? further, entries })}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${JSON.stringify({ ok: true, entries, head, ...(seal === null ? {} : { seal: 'holds', backend }) })}\n`);
  if (seal !== null) {
    process.stderr.write(`Chain unbroken, books balance, and the file ends where its till sealed it. The backend's signed word reaches to ${backend}.\n`);
    return;
  }
  process.stderr.write(`Chain unbroken, books balance, projections agree. A cut-off tail or an older copy cannot be seen from the file alone: compare the head with a printed Z report or the backend's${options.head === undefined ? ' (--head HASH)' : '; it agrees'}.\n`);
}

export function command(): Command {
  return new Command('verify').description('Recompute every hash, sequence number, balance and projection of a ledger, a backup or an exported journal (.jsonl).')
    .argument('<path>', 'data folder, ledger file or exported journal').option('--head <hash>', 'head that must be the last, from a Z report or the backend').action(verify);
}
