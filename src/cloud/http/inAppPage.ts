/** The step inside a wallet's own app: its bridge is called, or its form is sent; what it needs stands on this one page and nowhere else. */
import { randomBytes } from 'node:crypto';
import type { InAppStep } from '../ports.ts';

/** Each app's bridge: its object, its verb, and the event that says it is there. Sources: the apps' own documents. */
const BRIDGES = { wechatpay: ['WeixinJSBridge', 'invoke', 'WeixinJSBridgeReady'], alipay: ['AlipayJSBridge', 'call', 'AlipayJSBridgeReady'] } as const;

export type StepPage = { readonly body: string; /** For `script-src`. */ readonly nonce: string; /** For `form-action`, beside our own. */ readonly formTo: string | null };

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** Data in a script element: no `<` can end it. */
const inScript = (value: unknown) => JSON.stringify(value).replaceAll('<', '\\u003c');

/** @param back where the browser goes when the app has done its part. Null for a step that this wallet's app has no bridge for. */
export function stepPage(wallet: string, step: InAppStep, back: string): StepPage | null {
  const nonce = randomBytes(16).toString('base64');
  if (step.do === 'form') {
    const fields = Object.entries(step.fields).map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join('');
    return { nonce, formTo: new URL(step.action).origin, body: `<form method="post" action="${escape(step.action)}">${fields}</form><script nonce="${nonce}">document.forms[0].submit()</script>` };
  }
  const bridge = wallet === 'wechatpay' || wallet === 'alipay' ? BRIDGES[wallet] : null;
  if (bridge === null) return null;
  const [object, verb, ready] = bridge;
  const script = `const go=()=>${object}.${verb}(${inScript(step.call)},${inScript(step.parameters)},()=>location.replace(${inScript(back)}));if(window.${object})go();else document.addEventListener(${inScript(ready)},go,{once:true});`;
  return { nonce, formTo: null, body: `<script nonce="${nonce}">${script}</script>` };
}
