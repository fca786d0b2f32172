/** Payment on a page inside WeChat: who the payer is, and what the page hands to WeChat's bridge. The payer's openid lives in memory for this one call. */
import type { InAppStep } from '../../ports.ts';
import { record, text, Untrusted } from '../shared/answers.ts';
import type { WechatpaySettings } from './settings.ts';
import { signText } from './signing.ts';
import { nonce } from './wire.ts';
import type { Merchant } from './wire.ts';

const TIMEOUT_MS = 5_000;

export function payerGrantUrl(appId: string, authorizeUrl: string, returnUrl: string, state: string): string {
  const query = new URLSearchParams({ appid: appId, redirect_uri: returnUrl, response_type: 'code', scope: 'snsapi_base', state });
  return `${authorizeUrl}?${query.toString()}#wechat_redirect`;
}

/** @throws Untrusted `NO_GRANT`: the grant is used, over, or none of ours */
export async function payerOpenid({ settings, wire }: Merchant, inApp: NonNullable<WechatpaySettings['inApp']>, grant: string | null): Promise<string> {
  if (grant === null) throw new Untrusted('NO_GRANT');
  const query = new URLSearchParams({ appid: settings.appId, secret: inApp.appSecret, code: grant, grant_type: 'authorization_code' });
  const reply = await wire({
    method: 'GET', url: `${inApp.identityUrl}/sns/oauth2/access_token?${query.toString()}`, headers: { accept: 'application/json' }, body: null, timeoutMs: TIMEOUT_MS, bytesMax: 64 * 1024,
  });
  const openid = text(record(JSON.parse(Buffer.from(reply.body).toString('utf8')))['openid']);
  if (openid === '') throw new Untrusted('NO_GRANT');
  return openid;
}

export function jsapiStep({ settings, now }: Merchant, prepayId: string): InAppStep {
  if (prepayId === '') throw new Untrusted('UNREADABLE');
  const timeStamp = String(Math.floor(now() / 1_000));
  const nonceStr = nonce();
  const packed = `prepay_id=${prepayId}`;
  const paySign = signText(`${settings.appId}\n${timeStamp}\n${nonceStr}\n${packed}\n`, settings.privateKey);
  return { do: 'bridge', call: 'getBrandWCPayRequest', parameters: { appId: settings.appId, timeStamp, nonceStr, package: packed, signType: 'RSA', paySign } };
}
