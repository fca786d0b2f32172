/** A wallet's form as a till sends it, flat; its settings as a connector wants them; and the little of them that may be shown. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { SETUP_FIELDS, type SetupField } from '#contract/setupFields.ts';
import type { WalletSettings } from './connectors/registry.ts';
import { CloudRefusal } from './ports.ts';
import { ConnectorSettings, fieldsOf } from './walletSettings.ts';

export type RealConnector = keyof typeof SETUP_FIELDS;
export type Form = Readonly<Record<string, string>>;
export type RealSettings = Exclude<WalletSettings['wechatpay' | 'alipay' | 'unionpay'], 'sandbox' | undefined>;

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** What is there before, with what is new in its place; blanks around are taken off, and what is empty or unknown is left out. */
export function mergeForm(connector: RealConnector, before: Form, given: Form): Form {
  const names = SETUP_FIELDS[connector].map((field) => field.name);
  const stranger = Object.keys(given).find((name) => !(names as readonly string[]).includes(name));
  if (stranger !== undefined) throw wrong('another field');
  return Object.fromEntries(names.flatMap((name) => {
    const value = (given[name] ?? '').trim() || (before[name] ?? '');
    return value === '' ? [] : [[name, value]];
  }));
}

/** @throws CloudRefusal 400 `wallet-settings-wrong` naming the fields, never their values */
export function settingsOf(connector: RealConnector, form: Form): RealSettings {
  const result = ConnectorSettings[connector].safeParse(nested(connector, form));
  if (result.success) return result.data;
  throw wrong([...new Set(result.error.issues.flatMap(fieldsOf))].slice(0, 8).join(', '));
}

const wrong = (fields: string) => new CloudRefusal(400, 'wallet-settings-wrong', `the settings do not fit: ${fields}`, { fields });

function nested(connector: RealConnector, form: Form): unknown {
  const { platformKeyId, platformKey, authorities, signerName, ...plain } = form;
  const whole: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(plain)) {
    const [part = '', inner] = name.split('.');
    if (inner === undefined) whole[part] = value;
    else whole[part] = { ...(whole[part] as object | undefined), [inner]: value };
  }
  switch (connector) {
    case 'wechatpay': return { ...whole, ...(platformKeyId === undefined && platformKey === undefined ? {} : { platformKeys: { [platformKeyId ?? '']: platformKey } }) };
    case 'alipay': return { ...whole, privateKeyForm: (form['privateKey'] ?? '').includes('BEGIN RSA PRIVATE KEY') ? 'PKCS1' : 'PKCS8' };
    case 'alipayplus': return { connector: 'alipayplus', ...whole };
    case 'unionpay': return { ...whole, authorities: (authorities ?? '').match(CERTIFICATE) ?? [], ...(signerName === undefined ? {} : { signerNames: [signerName] }) };
  }
}

/** A key that belongs to another certificate signs what the wallet refuses, one order after the other. @throws CloudRefusal 400 `wallet-key-mismatch` */
export function checkPairs(form: Form): void {
  for (const [keyName, certificateName] of [['privateKey', 'certificate'], ['privateKey', 'trust.appCertificate'], ['privateKey', 'v2.certificate']] as const) {
    const [key, certificate] = [form[keyName], form[certificateName]];
    if (key === undefined || certificate === undefined) continue;
    let fits = true;
    try {
      fits = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
    } catch { /* that it cannot be read is said by the connector */ }
    if (!fits) throw new CloudRefusal(400, 'wallet-key-mismatch', 'the private key is not that of the certificate', { fields: certificateName });
  }
}

/** Ends stay, the middle goes: enough to tell one merchant from another. */
const masked = (value: string): string => (value.length <= 8 ? `${value.slice(0, 1)}•••${value.slice(-1)}` : `${value.slice(0, 4)}•••${value.slice(-3)}`);

export type Shown = { readonly shown: { name: string; value: string }[]; readonly kept: string[]; readonly certificates: { name: string; until: number }[] };

export function describeForm(connector: RealConnector, form: Form): Shown {
  const filled = (SETUP_FIELDS[connector] as readonly SetupField[]).filter(({ name }) => form[name] !== undefined);
  const open = filled.filter(({ kind }) => kind !== 'secret' && kind !== 'pem');
  const shut = filled.filter(({ kind }) => kind === 'secret' || kind === 'pem');
  return {
    shown: open.map(({ name, kind }) => ({ name, value: kind === 'id' ? masked(form[name] ?? '') : (form[name] ?? '') })),
    kept: shut.map(({ name }) => name),
    certificates: shut.flatMap(({ name }) => ((form[name] ?? '').match(CERTIFICATE) ?? []).flatMap((pem) => {
      try {
        return [{ name, until: Date.parse(new X509Certificate(pem).validTo) }];
      } catch {
        return [];
      }
    })),
  };
}

/** The form that settings of the wallets file would have come from. */
export function formOf(settings: RealSettings): Form {
  const form: Record<string, string> = {};
  const take = (value: unknown, name: string): void => {
    if (typeof value === 'string') form[name] = value;
    else if (Array.isArray(value)) form[name === 'signerNames' ? 'signerName' : name] = value.join('\n');
    else if (typeof value === 'object' && value !== null) for (const [inner, one] of Object.entries(value)) take(one, name === '' ? inner : `${name}.${inner}`);
  };
  const { platformKeys, ...plain } = { platformKeys: {}, ...settings };
  take(plain, '');
  const [first] = Object.entries<string>(platformKeys);
  return first === undefined ? form : { ...form, platformKeyId: first[0], platformKey: first[1] };
}

/** Who is paid: a change of it while money is undecided would ask the wrong merchant for it. */
export const merchantOf = (form: Form): string => [form['merchantId'], form['clientId'], form['sellerId'], form['appId']].filter((part) => part !== undefined).join(' ');
