/** A technician sets up the store's wallets at the backend: keys pass through this call's memory alone; what is journalled is that it was done. */
import { Fault, Refusal } from '#core/refusal.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import type { WalletSetRequest, WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import { commit, operatorOf, type Seat, type Till } from './till.ts';

const SENTENCES: Readonly<Record<string, string>> = {
  'wallet-set-by-file': 'This store\u2019s wallets stand in the wallets file on the backend\u2019s machine. Nothing was changed; change them there and start the backend again.',
  'wallets-not-kept': 'This backend keeps no keys that come from a till. Nothing was changed; its admin gives it a seal key, or puts the wallet into its wallets file.',
  'wallet-money-open': 'Payments or refunds by this wallet are not decided yet, and only the merchant of now can decide them. Nothing was changed; try again when nothing waits.',
  'wallet-settings-wrong': 'These fields do not fit. Nothing was changed; check them and send them again.',
  'wallet-key-unreadable': 'A key or certificate cannot be read. Nothing was changed; take it from the wallet\u2019s own file, whole, with its first and last line.',
  'wallet-key-mismatch': 'The private key is not that of the certificate. Nothing was changed; take both from the same set.',
  'wallet-connector-wrong': 'This backend has no such way to that wallet. Nothing was changed; choose another.',
  'wallets-code-needed': 'The backend asks for a one-time code of its admin. Nothing was changed; ask for one (tillbook cloud-code --for wallets) and enter it.',
  'enrol-code-refused': 'The backend knows no such code for this store\u2019s wallets. Nothing was changed; check it letter by letter.',
  'enrol-code-used': 'That code was used by another till. Nothing was changed; ask for a new one.',
  'enrol-code-expired': 'That code is too old. Nothing was changed; ask for a new one.',
  'too-many-tries': 'Too many wrong codes were tried. Nothing was changed; wait a minute, then try again.',
  'wallet-not-enabled': 'This store does not take that wallet, so there is nobody to ask. Nothing was changed; set it up first.',
};
/** Where the same word of the backend means something else on this page. */
const OWN: Readonly<Record<string, string>> = { 'enrol-code-refused': 'wallets-code-refused', 'enrol-code-used': 'wallets-code-used', 'enrol-code-expired': 'wallets-code-expired', 'too-many-tries': 'wallets-code-tries', 'wallet-not-enabled': 'wallet-not-set-up' };

async function inWords<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    const code = error instanceof Fault && error.code === 'backend-refused' ? String(error.detail['code'] ?? '') : '';
    const sentence = SENTENCES[code];
    if (sentence === undefined || !(error instanceof Fault)) throw error;
    const { fields } = error.detail;
    throw new Refusal(OWN[code] ?? code, sentence, fields === undefined ? {} : { fields });
  }
}

export const readWallets = (till: Till): Promise<WalletSetups> => inWords(till.ports.backend.wallets.read());

/** On record before it is sent, because an answer may get lost. Throws what `inWords` names, and the backend's faults. */
export async function setUpWallet(till: Till, seat: Seat, wallet: ChargeableWallet, request: WalletSetRequest): Promise<WalletSetups> {
  const operator = operatorOf(seat).id;
  const record = (to: string) => commit(till, operator, [{ kind: 'config.changed', payload: { what: `wallet.${wallet}`, to } }]);
  record(`${request.connector}, being sent`);
  const setups = await inWords(till.ports.backend.wallets.set(wallet, request));
  record(`${request.connector}, in force`);
  till.memory.probeNotBefore = 0;
  till.ports.changed();
  return setups;
}

export const testWallet = (till: Till, wallet: ChargeableWallet): Promise<WalletTest> => inWords(till.ports.backend.wallets.test(wallet));
