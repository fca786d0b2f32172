/** The words of a payment's proof in each language. */
import type { ProofRow, ProofView } from '#contract/views.ts';
import type { Language } from './receiptWords.ts';

export type ProofWords = {
  readonly title: string; readonly lead: string;
  readonly order: string; readonly sale: string; readonly receipt: string; readonly method: string; readonly trade: string; readonly amount: string; readonly began: string; readonly made: string;
  readonly trail: string; readonly entry: string; readonly askedAt: string; readonly took: string; readonly head: string; readonly headHint: string; readonly more: string; readonly none: string; readonly atRisk: string;
  readonly states: Readonly<Record<ProofView['state'], string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly acts: Readonly<Record<string, string>>;
  /** The other side's words. */
  readonly said: Readonly<Record<string, string>>;
};

export const PROOF_WORDS: Readonly<Record<Language, ProofWords>> = {
  en: {
    title: 'Proof of payment', lead: 'What this till’s ledger holds of one payment, in its order.',
    order: 'Order', sale: 'Sale', receipt: 'Receipt', method: 'Paid by', trade: 'Trade no.', amount: 'Amount', began: 'Begun', made: 'Proof made',
    trail: 'Evidence', entry: 'entry', askedAt: 'asked at', took: 'took', head: 'Ledger head', headHint: 'Each entry’s hash covers the one before it: whoever has the ledger can check these.', more: 'There are more entries than stand here.', none: 'none', atRisk: 'Goods handed over at risk',
    states: { intended: 'WRITTEN, NOT SENT', sent: 'NOT DECIDED', 'payer-acting': 'NOT DECIDED', unknown: 'NOT DECIDED', reversing: 'BEING CANCELLED', paid: 'PAID', declined: 'NOT PAID', reversed: 'CANCELLED, NOTHING TAKEN', stuck: 'NEEDS A MANAGER' },
    kinds: { 'payment.intended': 'Charge written', 'payment.cancelling': 'Cancelling asked for', 'payment.set-aside': 'Put aside by a manager', 'payment.accepted-at-risk': 'Goods handed over at risk', 'payment.resolved': 'Settled', 'sale.completed': 'Sale completed', 'refund.intended': 'Refund written', 'refund.completed': 'Goods came back', 'refund.observed': 'Refund answered', 'refund.resolved': 'Refund settled', 'refund.followed': 'Failed refund followed' },
    acts: { charge: 'Charge', ask: 'Ask', reverse: 'Cancel', push: 'News', file: 'Statement file', sent: 'sent', answered: 'answered' },
    said: { paid: 'paid', declined: 'declined', 'payer-acting': 'customer is confirming', unknown: 'no definite answer', 'not-found': 'no such order now', reversed: 'cancelled, nothing taken', 'no-answer': 'no answer', 'never-left': 'never left this till', accepted: 'accepted, under way', refunded: 'money is back', failed: 'refused' },
  },
  zh: {
    title: '付款凭证', lead: '本收银台账簿中关于一笔付款的全部记录，按顺序列出。',
    order: '订单号', sale: '销售', receipt: '小票', method: '付款方式', trade: '交易单号', amount: '金额', began: '开始时间', made: '凭证生成时间',
    trail: '证据', entry: '条目', askedAt: '询问于', took: '用时', head: '账簿末条', headHint: '每条的哈希都包含前一条：持有账簿者均可核对。', more: '还有未列出的条目。', none: '无', atRisk: '已承担风险交货',
    states: { intended: '已记账，未发送', sent: '尚未确定', 'payer-acting': '尚未确定', unknown: '尚未确定', reversing: '正在取消', paid: '已付款', declined: '未付款', reversed: '已取消，未扣款', stuck: '需店长处理' },
    kinds: { 'payment.intended': '收款已记账', 'payment.cancelling': '已要求取消', 'payment.set-aside': '店长已搁置', 'payment.accepted-at-risk': '已承担风险交货', 'payment.resolved': '已结清', 'sale.completed': '销售完成', 'refund.intended': '退款已记账', 'refund.completed': '商品已退回', 'refund.observed': '退款答复', 'refund.resolved': '退款已结清', 'refund.followed': '失败退款已处理' },
    acts: { charge: '收款', ask: '询问', reverse: '取消', push: '通知', file: '对账文件', sent: '已发送', answered: '答复' },
    said: { paid: '已付款', declined: '已拒绝', 'payer-acting': '顾客正在确认', unknown: '无明确答复', 'not-found': '目前无此订单', reversed: '已取消，未扣款', 'no-answer': '没有答复', 'never-left': '未曾发出', accepted: '已受理，处理中', refunded: '款已退回', failed: '被拒绝' },
  },
  ko: {
    title: '결제 증명', lead: '한 결제에 대해 이 계산대 원장에 있는 모든 기록을 순서대로 적었습니다.',
    order: '주문 번호', sale: '판매', receipt: '영수증', method: '결제 수단', trade: '거래 번호', amount: '금액', began: '시작', made: '증명 생성',
    trail: '증거', entry: '항목', askedAt: '조회 시각', took: '소요', head: '원장 끝 항목', headHint: '각 항목의 해시는 앞 항목을 포함합니다. 원장을 가진 사람은 누구나 확인할 수 있습니다.', more: '여기에 없는 항목이 더 있습니다.', none: '없음', atRisk: '위험을 감수하고 상품을 건넴',
    states: { intended: '기록됨, 보내지 않음', sent: '아직 미정', 'payer-acting': '아직 미정', unknown: '아직 미정', reversing: '취소 중', paid: '결제 완료', declined: '결제 안 됨', reversed: '취소됨, 청구 없음', stuck: '관리자가 필요함' },
    kinds: { 'payment.intended': '청구 기록', 'payment.cancelling': '취소 요청', 'payment.set-aside': '관리자가 보류', 'payment.accepted-at-risk': '위험을 감수하고 건넴', 'payment.resolved': '확정', 'sale.completed': '판매 완료', 'refund.intended': '환불 기록', 'refund.completed': '상품 반품', 'refund.observed': '환불 응답', 'refund.resolved': '환불 확정', 'refund.followed': '실패한 환불 처리' },
    acts: { charge: '청구', ask: '조회', reverse: '취소', push: '알림', file: '정산 파일', sent: '보냄', answered: '응답' },
    said: { paid: '결제됨', declined: '거절됨', 'payer-acting': '고객 확인 중', unknown: '확실한 응답 없음', 'not-found': '현재 그런 주문 없음', reversed: '취소됨, 청구 없음', 'no-answer': '응답 없음', 'never-left': '보내지지 않음', accepted: '접수됨, 처리 중', refunded: '환불됨', failed: '거절됨' },
  },
};

/** What an entry is, in words; an entry that came later is called by its own name. */
export function whatOf({ kind, act, state }: ProofRow, words: ProofWords): string {
  const done = act === null ? null : (words.acts[act] ?? act);
  const said = state === null ? null : (words.said[state] ?? state);
  if (kind === 'payment.sent') return `${done ?? ''} · ${words.acts['sent'] ?? ''}`;
  if (kind === 'payment.observed') return `${done ?? ''} · ${said ?? ''}`;
  return [words.kinds[kind] ?? kind, ...(said === null ? [] : [said])].join(' · ');
}
