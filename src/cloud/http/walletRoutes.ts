/** Wallets' set-up over HTTP: signed like all else; what is kept never comes back, and no body is logged. */
import { CLOUD_PATHS } from '#contract/cloud.ts';
import { WalletSetRequest } from '#contract/walletSetup.ts';
import type { WalletSetups, WalletTest } from '#contract/walletSetup.ts';
import { isChargeable } from '#core/wallets.ts';
import type { ChargeableWallet } from '#core/wallets.ts';
import { CloudRefusal } from '../ports.ts';
import type { WalletKeeping } from '../walletSetup.ts';
import { checked } from './server.ts';
import type { Signed } from './server.ts';
import { enrolGuard } from './enrolGuard.ts';

export function walletRoutes(signed: Signed, keeping: WalletKeeping, now: () => number): void {
  const guard = enrolGuard(now, 'too many wrong codes; wait a minute');
  const walletOf = (params: unknown): ChargeableWallet => {
    const { wallet } = params as { wallet?: string };
    if (wallet === undefined || !isChargeable(wallet)) throw new CloudRefusal(404, 'wallet-not-enabled', 'the backend has no such wallet');
    return wallet;
  };
  signed('GET', CLOUD_PATHS.walletSetups, (caller): Promise<WalletSetups> => keeping.read(caller));
  signed('PUT', CLOUD_PATHS.walletSetup(':wallet'), (caller, request, body): Promise<WalletSetups> => {
    const wallet = walletOf(request.params);
    return guard(caller.store, () => keeping.set(caller, wallet, checked(WalletSetRequest, body)));
  });
  signed('POST', CLOUD_PATHS.walletTest(':wallet'), (caller, request): Promise<WalletTest> => keeping.test(caller, walletOf(request.params)));
}
