/** The sentences for a break: by its cause where one is known, else by its kind, else a general one. */
import { useTranslation } from 'react-i18next';
import type { BreakSide, BreakView } from '#contract/views.ts';
import { isMethod } from '#core/wallets.ts';
import { useFormat } from '../../text/format.ts';

/** Which entry of the texts speaks for this break; `exists` says whether a key has words. */
export function wordsKey(entry: Pick<BreakView, 'kind' | 'cause'>, exists: (key: string) => boolean): string {
  if (entry.cause !== 'unknown' && exists(`breaks.cause.${entry.cause}.title`)) return `breaks.cause.${entry.cause}`;
  return exists(`breaks.kind.${entry.kind}.title`) ? `breaks.kind.${entry.kind}` : 'breaks.kind.unknown';
}

export type BreakWords = { readonly wallet: string; readonly title: string; readonly text: string; readonly more: string; readonly chip: string; readonly next: string; readonly suggestion: string; readonly button: string; readonly heading: string };

export function useWalletName(): (wallet: string) => string {
  const { t } = useTranslation();
  return (wallet) => (isMethod(wallet) ? t(`tender.${wallet}`) : wallet);
}

/** Who is asked and named in a sentence: of cards it is the acquirer. */
export function useOtherSide(): (wallet: string) => string {
  const { t } = useTranslation();
  const walletName = useWalletName();
  return (wallet) => (wallet === 'card' ? t('breaks.acquirer') : walletName(wallet));
}

/** A name that is no proper name begins a sentence like any other word. */
export const asSentences = (text: string): string => text.replaceAll(/(?:^|[.!?] )[a-z]/g, (start) => start.toUpperCase());

export function useBreakWords(): (entry: BreakView) => BreakWords {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const otherSide = useOtherSide();
  return (entry) => {
    const values = { wallet: otherSide(entry.wallet), amount: format.money(Math.abs(entry.amountMinor)) };
    const key = wordsKey(entry, (name) => i18n.exists(name));
    const kind = i18n.exists(`breaks.kind.${entry.kind}.chip`) ? entry.kind : 'unknown';
    const suggestion = i18n.exists(`breaks.suggestion.${entry.suggestion}.text`) ? entry.suggestion : 'none';
    const order = entry.orderIds[0] ?? entry.ledger?.orderId ?? entry.statement?.orderId ?? null;
    const trade = entry.ledger?.tradeId ?? entry.statement?.tradeId ?? null;
    return {
      wallet: values.wallet, title: asSentences(t(`${key}.title`, values)), text: asSentences(t(`${key}.text`, values)), more: asSentences(t(`${key}.more`, values)), chip: t(`breaks.kind.${kind}.chip`, values),
      next: t(`breaks.suggestion.${suggestion}.queue`, values), suggestion: t(`breaks.suggestion.${suggestion}.text`, values), button: t(`breaks.suggestion.${suggestion}.button`, values),
      heading: order !== null ? t('manager.bench.order', { id: order }) : trade !== null ? t('manager.bench.trade', { id: trade }) : t('manager.bench.noId'),
    };
  };
}

/** A decision in the past tense. */
export function useDecided(): (action: string) => string {
  const { t, i18n } = useTranslation();
  return (action) => (i18n.exists(`breaks.action.${action}.done`) ? t(`breaks.action.${action}.done`) : action);
}

/** A bill says `success` of money in either direction; the amount's sign tells which. */
export function useStatusWord(): (side: Pick<BreakSide, 'status' | 'amountMinor'>) => string | null {
  const { t, i18n } = useTranslation();
  return ({ status, amountMinor }) => {
    const name = status === 'success' ? ((amountMinor ?? 0) < 0 ? 'refunded' : 'paid') : status;
    return name !== null && i18n.exists(`breaks.status.${name}`) ? t(`breaks.status.${name}`) : name;
  };
}
