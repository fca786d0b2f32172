/** Cash: what is to pay, what was given, what goes back and in which pieces. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { act } from '../../state/act.ts';
import { useTill } from '../../state/till.ts';
import { useFormat } from '../../text/format.ts';
import { KeyCap, withoutEnter } from '../../ui/Button.tsx';
import { Keypad, useAmount, type AmountEntry } from '../../ui/Keypad.tsx';
import { WalletMark } from '../../ui/marks.tsx';
import { Money } from '../../ui/Money.tsx';
import { useShortcut } from '../../ui/shortcut.tsx';
import { showPay, useCounter } from '../counter.ts';
import { changePieces, likelyGiven } from './denominations.ts';
import { PayHead } from './PayHead.tsx';

type ToPay = { readonly amountMinor: number; readonly cashMinor: number; readonly part: boolean };

/** A part is paid to the unit; only the last of a sale is rounded for cash. */
function useToPay(): ToPay {
  const part = useCounter((counter) => counter.cashPart);
  const due = useTill((state) => state.basket.dueMinor);
  const cashDue = useTill((state) => state.basket.cashDueMinor ?? state.basket.dueMinor);
  return part === null ? { amountMinor: due, cashMinor: cashDue, part: false } : { amountMinor: part, cashMinor: part, part: true };
}

function Pairs({ toPay, given }: { readonly toPay: ToPay; readonly given: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const rounding = toPay.cashMinor - toPay.amountMinor;
  return (
    <div className="pairs">
      <div className="pair"><span>{toPay.part ? t('pay.partCash') : rounding === 0 ? t('pay.toPay') : t('pay.toPayRounded')} {rounding !== 0 && <small>{t('pay.rounding', { amount: format.signed(rounding) })}</small>}</span><Money minor={toPay.cashMinor} bare /></div>
      <div className="pair"><span>{t('pay.given')}</span>{given === null ? <span className="num text-ink-3">–</span> : <Money minor={given} bare />}</div>
    </div>
  );
}

function Change({ changeMinor }: { readonly changeMinor: number | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (changeMinor === null) return <div className="change"><span className="change__label">{t('pay.enter')}</span></div>;
  if (changeMinor < 0) return <div className="change"><span className="change__label">{t('pay.missing')}</span><Money minor={-changeMinor} big className="amount text-ink-3" /></div>;
  const pieces = changePieces(changeMinor, format.currency);
  return (
    <div className="change" aria-live="polite">
      <span className="change__label">{t('pay.change')}</span>
      <Money minor={changeMinor} big rule className="amount" />
      <div className="give">
        {pieces.length > 0 && <span>{t('pay.give')}</span>}
        {pieces.map(({ valueMinor, count, coin }) => <span key={valueMinor} className={`note ${coin ? 'note--coin' : ''}`}><em>{t('pay.times', { count })}</em>{format.short(valueMinor)}</span>)}
      </div>
    </div>
  );
}

function Quick({ entry, due }: { readonly entry: AmountEntry; readonly due: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sums = [due, ...likelyGiven(due, format.currency)];
  return (
    <div className="quick">
      {sums.map((sum) => <button key={sum} type="button" className="btn" aria-pressed={entry.minor === sum} onClick={() => entry.set(sum)}>{sum === due ? t('pay.exact') : format.short(sum)}</button>)}
    </div>
  );
}

export function Cash() {
  const { t } = useTranslation();
  const format = useFormat();
  const toPay = useToPay();
  const proposed = useCounter((counter) => counter.cashGiven);
  const busy = useTill((state) => state.ending !== null);
  const entry = useAmount(proposed);
  const given = entry.minor;
  const [taking, setTaking] = useState(false);
  const enough = given !== null && given >= toPay.cashMinor && !busy && !taking;
  const take = async () => {
    if (!enough) return;
    setTaking(true);
    const taken = await act('pay.cash', { amountMinor: toPay.amountMinor, givenMinor: given });
    setTaking(false);
    // A part that was taken must not stand there to be taken again.
    if (taken !== null && toPay.part) showPay('due');
  };
  const label = t('pay.take', { amount: format.money(given ?? toPay.cashMinor) });
  useShortcut(enough ? 'F9' : null, label, () => void take());
  return (
    <>
      <PayHead title={t('pay.cash')} lead={<WalletMark tender="cash" />} backLabel={t('ui.back')} onBack={() => showPay('due')} />
      <div className="cash">
        <div className="cash__left">
          <Pairs toPay={toPay} given={given} />
          <Change changeMinor={given === null ? null : given - toPay.cashMinor} />
          <Quick entry={entry} due={toPay.cashMinor} />
        </div>
        <Keypad layout="amount" fill onDigits={entry.digits} onDelete={entry.remove} onClear={entry.clear} />
        <button type="button" className={enough ? 'pay on-solid' : 'pay pay--none'} disabled={!enough} onKeyDown={withoutEnter} onClick={() => void take()}><span className="pay__label">{label}</span><KeyCap>F9</KeyCap></button>
      </div>
    </>
  );
}
