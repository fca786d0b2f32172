/** Hands the books out as a file: made beside the selling till, and in the journal before anybody has it. */
import { sealText, type AuditSeal } from '#core/auditSeal.ts';
import { LIMITS } from '#core/limits.ts';
import { Refusal } from '#core/refusal.ts';
import { withProof } from '#core/tenderProof.ts';
import { daysBetween, dayStart, nextDay } from '#core/time.ts';
import type { TillInput } from '#contract/till.ts';
import { xReport, zReport } from './closeDay.ts';
import type { ExportedBreak, ExportOrder, MadeExport } from './ports.ts';
import { readWorkbench } from './reconcile.ts';
import { acknowledged } from './ship.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

export type ExportInput = TillInput<'export.make'>;
export type ReadyExport = MadeExport & { readonly name: string };

const README = {
  en: 'This is the whole journal of one till, one entry a line with its postings; `tillbook verify FILE` recomputes every hash, receipt number and balance, and proves by this first line whose it is and that nothing is missing at the end.',
  zh: '这是一台收银机的完整日志，每行一条并附记账分录；运行 `tillbook verify 文件` 会重算每个哈希、小票号与余额，并凭这第一行证明它出自哪台收银机、末尾没有缺失。',
  ko: '계산대 한 대의 전체 일지이며 한 줄에 항목 하나와 분개가 있습니다. `tillbook verify 파일`은 모든 해시, 영수증 번호, 잔액을 다시 계산하고, 이 첫 줄로 어느 계산대의 것이며 끝부분에 빠진 것이 없음을 증명합니다.',
} as const;

function sealOf(till: Till, language: ExportInput['language']): AuditSeal {
  const { crypto } = till.ports;
  const head = till.storage.head();
  const { enrolled } = till.storage.status();
  const ack = acknowledged(till) as { seq: number; hash: string; signature?: string };
  return {
    tillbook: 'audit-export', version: 1, readme: README[language], store: till.shop.store, till: till.shop.till, entries: head.seq, head, publicKey: crypto.publicKey(), signature: crypto.sign(sealText(till.shop.till, head)),
    backend: ack.seq === 0 || enrolled === null || ack.signature === undefined || ack.signature === '' ? null : { seq: ack.seq, hash: ack.hash, signature: ack.signature, publicKey: enrolled.backendKey },
  };
}

/** Day by day, with a turn for everything else in between. */
async function breaksOf(till: Till, from: string, to: string): Promise<ExportedBreak[]> {
  const days = [...new Set(till.storage.statementFiles(null).map((file) => file.day))].filter((day) => day >= from && day <= to).sort();
  const found: ExportedBreak[] = [];
  for (const day of days) {
    for (const one of (await readWorkbench(till, day)).breaks) {
      const { resolution } = one;
      found.push({
        day, kind: one.kind, wallet: one.wallet, state: one.state, cause: one.cause, suggestion: one.suggestion, amountMinor: one.amountMinor, ageDays: one.ageDays, owner: one.owner, orderId: one.orderIds[0] ?? null, tradeId: one.statement?.tradeId ?? one.ledger?.tradeId ?? null,
        oursMinor: one.ledger?.amountMinor ?? null, theirsMinor: one.statement?.amountMinor ?? null, decision: resolution?.action ?? null, decidedBy: resolution?.by ?? null, decidedAt: resolution?.at ?? null, note: resolution?.note ?? null,
      });
    }
    await till.ports.pause();
  }
  return found;
}

function checked({ what, format, from, to }: ExportInput): void {
  if ((what === 'audit') !== (format === 'jsonl')) throw new Refusal('export-format', 'The audit export is JSON lines, and only it is. Nothing was handed out; choose another form.');
  const days = daysBetween(from, to);
  if (Number.isNaN(days) || days < 0 || days >= LIMITS.exportDaysMax) throw new Refusal('export-period', 'The period must begin before it ends and be no longer than 400 days. Nothing was handed out; choose other days.', { days: LIMITS.exportDaysMax });
}

/** @param sizeMax bytes that can be carried; a longer file is refused before it is on record as handed out. */
export async function exportBooks(till: Till, seat: Seat, input: ExportInput, sizeMax = Number.POSITIVE_INFINITY): Promise<ReadyExport> {
  const operator = operatorOf(seat);
  checked(input);
  const { what, format, language, bom } = input;
  const plain = what !== 'report' ? null : (input.z ?? 0) === 0 ? xReport(till, seat) : zReport(till, input.z ?? 0);
  const report = plain === null ? null : { ...plain, tenders: withProof(plain.tenders, await till.ports.exporting.tenderProofs(plain.businessDay)) };
  const from = report?.businessDay ?? input.from;
  const to = report?.businessDay ?? input.to;
  const { timeZone } = till.shop;
  const order: ExportOrder = {
    what, format, language, bom, from, to, fromMs: dayStart(from, timeZone), toMs: dayStart(nextDay(to), timeZone), at: till.ports.clock.now(), by: operator.name,
    report, breaks: what === 'breaks' ? await breaksOf(till, from, to) : [], seal: what === 'audit' ? sealOf(till, language) : null,
  };
  const made = await till.ports.exporting.make(order);
  if (made.size > sizeMax) {
    made.drop();
    throw new Refusal('export-too-large', 'The file is too large for the screen to take. Nothing was handed out; choose fewer days, or have your technician make it by the command line.', { bytes: made.size });
  }
  try {
    commit(till, operator.id, [{ kind: 'data.exported', payload: { what, format, from: what === 'audit' ? '' : from, to: what === 'audit' ? '' : to, rows: made.rows, sha256: made.sha256 } }]);
  } catch (error) {
    made.drop();
    throw error;
  }
  return { ...made, name: nameOf(till, order) };
}

function nameOf(till: Till, { what, format, from, to, report, seal }: ExportOrder): string {
  const about = seal !== null ? `audit-${seal.head.seq}` : report === null ? `${what}-${from}${from === to ? '' : `-${to}`}` : report.number === 0 ? `x-${report.businessDay}` : `z-${String(report.number).padStart(4, '0')}`;
  return `${till.shop.store}-${till.shop.till}-${about}.${format}`.replaceAll(/[^\w.-]+/g, '-');
}
