/** The text to send to a wallet's merchant support about one break, to copy, and the mark that it was asked. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Check, Copy } from 'lucide-react';
import type { BreakSide, BreakView } from '#contract/views.ts';
import { useFormat } from '../../text/format.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { useOtherSide, useStatusWord } from './breakWords.ts';

function useQuestion(entry: BreakView, day: string): string {
  const { t } = useTranslation();
  const format = useFormat();
  const statusWord = useStatusWord();
  const none = t('manager.bench.none');
  const side = (one: BreakSide | null) => (one === null ? t('manager.bench.noRow') : t('manager.bench.askSide', { status: statusWord(one) ?? none, amount: one.amountMinor === null ? none : format.money(one.amountMinor) }));
  return t('manager.bench.askText', {
    day: format.day(day), order: entry.orderIds.join(', ') || (entry.ledger?.orderId ?? none), trade: entry.statement?.tradeId ?? entry.ledger?.tradeId ?? none,
    ours: side(entry.ledger), theirs: side(entry.statement), amount: format.signed(entry.amountMinor),
  });
}

export function AskWallet({ entry, day, busy, onClose, onAsked }: { readonly entry: BreakView; readonly day: string; readonly busy: boolean; readonly onClose: () => void; readonly onAsked: () => void }) {
  const { t } = useTranslation();
  const wallet = useOtherSide()(entry.wallet);
  const question = useQuestion(entry, day);
  const [text, setText] = useState(question);
  const [copied, setCopied] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const copy = async () => {
    area.current?.select();
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      // No permission for the clipboard: the text is selected, so the person's own copy key takes it.
    }
  };
  const foot = <><Button icon={copied ? Check : Copy} onClick={() => void copy()}>{t(copied ? 'manager.bench.copied' : 'manager.bench.copy')}</Button><Button tone="primary" disabled={busy} onClick={onAsked}>{t('manager.bench.markAsked')}</Button></>;
  return (
    <Dialog title={t('manager.bench.askTitle', { wallet })} hint={t('manager.bench.askHint')} size="wide" onClose={onClose} foot={foot}>
      <textarea ref={area} className="asktext" rows={9} aria-label={t('manager.bench.askTitle', { wallet })} value={text} onChange={(event) => { setText(event.target.value); setCopied(false); }} />
    </Dialog>
  );
}
