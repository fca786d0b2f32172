/** UnionPay's gateway as a local server: checks each form's signature and required fields, answers with its certificate, by the documents' tables and races. */
import { createHash, createSign, createVerify } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import type { UnionpaySettings } from '#cloud/connectors/unionpay/settings.ts';
import { certificateNumber } from '#cloud/connectors/unionpay/signing.ts';
import { keysOf, newCertificate } from './certificates.ts';
import type { Order, WalletModel } from './model.ts';
import { serve } from './serve.ts';
import type { Reply, Served } from './serve.ts';

const MERCHANT = '777290058110048';
const SIGNER = '041@Z2018-1-1@00040000:SIGN@00000001';
const DAY_MS = 86_400_000;
/** A clearing day ends at 23:00 in Beijing. */
const clearingDay = (at: number) => Math.floor((at + 9 * 3_600_000) / DAY_MS);

export type UnionpayFault = 'bad-signature' | 'unsigned' | 'another-order' | 'another-amount' | 'foreign-certificate' | 'old-certificate' | 'foreign-name';
export type UnionpayDouble = Served & {
  readonly settings: UnionpaySettings;
  readonly lies: UnionpayFault[];
  readonly errors: string[];
  notice(of: { orderId: string } | { refundId: string }): { headers: Record<string, string>; body: Uint8Array };
  readonly desk: { file: { settleDate: string; name: string; bytes: Buffer } | null };
};
type Fields = Record<string, string>;

const textOf = (fields: Fields) => Object.keys(fields).filter((name) => name !== 'signature' && fields[name] !== '').sort().map((name) => `${name}=${fields[name]}`).join('&');
const hex = (fields: Fields) => createHash('sha256').update(textOf(fields), 'utf8').digest('hex');

function gateway() {
  const root = { subject: { C: 'CN', O: 'Test Authority', CN: 'Test Root' }, keys: keysOf('unionpay 1') };
  const middle = { subject: { C: 'CN', O: 'Test Authority', CN: 'Test OCA1' }, keys: keysOf('unionpay 2') };
  const keys = keysOf('unionpay 3');
  const foreign = { subject: { C: 'CN', O: 'Someone', CN: 'Someone' }, keys: keysOf('unionpay 4') };
  const subject = { C: 'CN', CN: SIGNER };
  return {
    keys,
    authorities: [newCertificate({ ...middle, serial: 2, issuer: root, isAuthority: true }), newCertificate({ ...root, serial: 1, isAuthority: true })],
    certificate: newCertificate({ subject, keys, serial: 3, issuer: middle }),
    foreign: newCertificate({ subject, keys, serial: 4, issuer: foreign }),
    old: newCertificate({ subject, keys, serial: 5, issuer: middle, until: Date.parse('2021-01-01T00:00:00Z') }),
    foreignName: newCertificate({ subject: { C: 'CN', CN: '041@Somebody Else@1' }, keys, serial: 6, issuer: middle }),
  };
}

export async function unionpayDouble(model: WalletModel): Promise<UnionpayDouble> {
  const merchant = keysOf('unionpay 5');
  const merchantCertificate = newCertificate({ subject: { C: 'CN', CN: MERCHANT }, keys: merchant, serial: 68_759_663, issuer: { subject: { C: 'CN', CN: 'Test OCA1' }, keys: keysOf('unionpay 6') } });
  const side = gateway();
  const lies: UnionpayFault[] = [];
  const errors: string[] = [];
  const voids = new Map<string, { orderId: string; stamp: string; amountMinor: number; queryId: string }>();
  const desk: UnionpayDouble['desk'] = { file: null };

  const signed = (answer: Fields, lie: UnionpayFault | undefined): Fields => {
    const certificate = lie === 'foreign-certificate' ? side.foreign : lie === 'old-certificate' ? side.old : lie === 'foreign-name' ? side.foreignName : side.certificate;
    const told = { ...answer, ...(lie === 'another-order' ? { orderId: 'Tanotherorder' } : {}), ...(lie === 'another-amount' ? { txnAmt: '1' } : {}), version: '5.1.0', encoding: 'UTF-8', signMethod: '01', merId: MERCHANT, signPubKeyCert: certificate.trim() };
    const signature = createSign('RSA-SHA256').update(lie === 'bad-signature' ? `${hex(told)}0` : hex(told)).sign(side.keys.privateKey, 'base64');
    return lie === 'unsigned' ? told : { ...told, signature };
  };
  const say = (answer: Fields, lie: UnionpayFault | undefined): Reply =>
    ({ status: 200, headers: { 'content-type': 'text/html;charset=UTF-8' }, body: Object.entries(signed(answer, lie)).map(([name, value]) => `${name}=${value}`).join('&') });

  const served = await serve(({ url, body }, complain) => {
    if (model.mode === 'down') return null;
    const fields = Object.fromEntries(new URLSearchParams(body));
    const need = (...names: string[]) => {
      for (const name of names) if ((fields[name] ?? '') === '') complain(`${name} is missing`);
    };
    need('version', 'encoding', 'signMethod', 'txnType', 'txnSubType', 'bizType', 'accessType', 'merId', 'certId', 'txnTime', 'signature');
    if (fields['version'] !== '5.1.0' || fields['merId'] !== MERCHANT || fields['certId'] !== certificateNumber(merchantCertificate)) complain('version, merId or certId');
    if (!createVerify('RSA-SHA256').update(hex(fields)).verify(merchant.publicKey, fields['signature'] ?? '', 'base64')) {
      complain('signature');
      return say({ respCode: '11' }, undefined);
    }
    const lie = lies.shift();
    const error = errors.shift();
    if (error !== undefined) return say({ orderId: fields['orderId'] ?? '', respCode: error }, undefined);
    if (fields['txnType'] === '76') {
      const { file } = desk;
      need('fileType', 'settleDate');
      if (file === null || file.settleDate !== fields['settleDate']) return say({ respCode: '98' }, undefined);
      return say({ respCode: '00', fileName: file.name, fileContent: deflateSync(file.bytes).toString('base64') }, lie);
    }
    if (!/^[A-Za-z0-9]{8,40}$/.test(fields['orderId'] ?? '')) complain('orderId');
    if (url.pathname.endsWith('queryTrans.do')) return say(answerQuery(model, voids, fields), lie);
    need('txnAmt', 'currencyCode', 'backUrl', 'channelType', 'termId');
    const answer = answerBack(model, voids, fields, need);
    return answer === null ? null : say({ orderId: fields['orderId'] ?? '', txnTime: fields['txnTime'] ?? '', ...answer }, lie);
  });

  return Object.assign(served, {
    lies, errors, desk,
    settings: {
      baseUrl: served.url, fileUrl: served.url, merchantId: MERCHANT, terminalId: '49000002', privateKey: merchant.privatePem, certificate: merchantCertificate, authorities: side.authorities,
      signerNames: ['00040000:SIGN'], notifyUrl: 'https://pay.example/notices',
    } satisfies UnionpaySettings,
    notice(of: { orderId: string } | { refundId: string }) {
      const order = 'orderId' in of ? model.orders.get(of.orderId) : undefined;
      const refund = 'refundId' in of ? model.refunds.get(of.refundId) : undefined;
      const fields = order !== undefined ? { txnType: '01', orderId: order.orderId, txnTime: order.stamp, txnAmt: String(order.amountMinor), respCode: model.state(order.orderId) === 'paid' ? '00' : '05', queryId: order.tradeId, accNo: '6216***********0018' }
        : { txnType: '04', orderId: refund?.refundId ?? '', txnTime: refund?.stamp ?? '', txnAmt: String(refund?.amountMinor ?? 0), respCode: '00', queryId: refund?.tradeId ?? '' };
      return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: Buffer.from(new URLSearchParams(signed(fields, undefined)).toString()) };
    },
  });
}

const PAY_FAILURES = { declined: '64', 'code-used': '77', 'order-closed': '12', 'order-paid': '12', 'order-known': '12', 'system-error': '03', acting: '05' } as const;
type Voids = Map<string, { orderId: string; stamp: string; amountMinor: number; queryId: string }>;

function answerBack(model: WalletModel, voids: Voids, fields: Fields, need: (...names: string[]) => void): Fields | null {
  const orderId = fields['orderId'] ?? '';
  const amount = Number(fields['txnAmt']);
  const order = model.orders.get(orderId);
  const stamp = fields['txnTime'] ?? '';
  switch (`${fields['txnType']}/${fields['txnSubType']}`) {
    case '01/06': {
      need('qrNo');
      if (!/^62\d{17}$/.test(fields['qrNo'] ?? '')) return { respCode: '77' };
      const outcome = model.pay(orderId, amount, fields['qrNo'] ?? '', stamp);
      if (outcome === 'no-answer') return null;
      return { respCode: outcome === 'paid' ? '00' : PAY_FAILURES[outcome] };
    }
    case '01/07': {
      need('payTimeout');
      const end = (fields['payTimeout'] ?? '').replace(/^(....)(..)(..)(..)(..)(..)$/, '$1-$2-$3T$4:$5:$6+08:00');
      return model.show(orderId, amount, Date.parse(end), stamp) ? { respCode: '00', qrCode: `https://qr.95516.com/00010000/${orderId}` } : { respCode: '12' };
    }
    case '99/01': {
      if (order === undefined || order.stamp !== stamp || order.amountMinor !== amount) return { respCode: '34' };
      if (order.kind === 'shown') return { respCode: '35' };
      model.close(order);
      return { respCode: '00' };
    }
    case '31/00': {
      need('origQryId');
      const paid = [...model.orders.values()].find((one) => one.tradeId === fields['origQryId']);
      if (paid === undefined || paid.closedAt !== null || !model.isPaid(paid) || paid.amountMinor !== amount || clearingDay(model.now) !== clearingDay(paid.receivedAt)) return { respCode: '35' };
      model.close(paid);
      voids.set(orderId, { orderId, stamp, amountMinor: amount, queryId: `${stamp}0000001` });
      return { respCode: '00', queryId: `${stamp}0000001` };
    }
    case '04/00': {
      need('origQryId');
      const paid = [...model.orders.values()].find((one: Order) => one.tradeId === fields['origQryId']);
      const refund = paid === undefined ? null : model.refund(paid.orderId, orderId, amount, stamp);
      return refund === null ? { respCode: '36' } : { respCode: '00', queryId: refund.tradeId };
    }
    default: return { respCode: '10' };
  }
}

function answerQuery(model: WalletModel, voids: Voids, fields: Fields): Fields {
  const orderId = fields['orderId'] ?? '';
  const found = (amountMinor: number, stamp: string, queryId: string, outcome: string): Fields =>
    stamp !== fields['txnTime'] ? { respCode: '34' } : { respCode: '00', orderId, txnTime: stamp, txnAmt: String(amountMinor), queryId, origRespCode: outcome, accNo: '6216***********0018' };
  const order = model.orders.get(orderId);
  const voided = voids.get(orderId);
  const refund = model.refunds.get(orderId);
  if (voided !== undefined) return found(voided.amountMinor, voided.stamp, voided.queryId, '00');
  if (refund !== undefined) return found(refund.amountMinor, refund.stamp, refund.tradeId, { 'under-way': '05', done: '00', failed: '01' }[model.refundState(refund)]);
  if (order === undefined) return { orderId, respCode: '34' };
  // A payment that was voided was made all the same; one that was reversed never was.
  if (order.closedAt !== null) return model.isPaid(order) && [...voids.keys()].includes(`V${orderId}`) ? found(order.amountMinor, order.stamp, order.tradeId, '00') : { orderId, respCode: '34' };
  switch (model.state(orderId)) {
    case 'paid': return found(order.amountMinor, order.stamp, order.tradeId, '00');
    case 'acting': return found(order.amountMinor, order.stamp, order.tradeId, '05');
    case 'declined': return found(order.amountMinor, order.stamp, order.tradeId, '64');
    case 'waiting':
    case 'closed':
    case 'absent': return { orderId, respCode: '34' };
  }
}
