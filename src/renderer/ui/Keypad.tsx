/** Number pads for PINs and amounts; physical digits go to them too, once they are known not to be a scan. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Delete } from 'lucide-react';
import { useShortcut, useTyped } from './shortcut.tsx';

const PHONE = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
const DESK = ['7', '8', '9', '4', '5', '6', '1', '2', '3'] as const;

type KeypadProps = {
  /** `pin` counts from the top like a phone, `amount` like a calculator with `00`. */
  readonly layout: 'pin' | 'amount';
  readonly onDigits: (digits: string) => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
  /** Fills the height it is given. */
  readonly fill?: boolean;
  readonly disabled?: boolean;
};

export function Keypad({ layout, onDigits, onDelete, onClear, fill = false, disabled = false }: KeypadProps) {
  const { t } = useTranslation();
  useTyped((char) => { if (!disabled && /^\d$/.test(char)) onDigits(char); });
  useShortcut('Backspace', null, onDelete);
  const key = (digits: string) => <button key={digits} type="button" className="btn" disabled={disabled} onClick={() => onDigits(digits)}>{digits}</button>;
  const erase = <button type="button" className="btn btn--quiet" aria-label={t('ui.delete')} disabled={disabled} onClick={onDelete}><Delete /></button>;
  return (
    <div className={`pad ${fill ? 'pad--fill' : ''}`} role="group" aria-label={t('ui.keypad')}>
      {(layout === 'pin' ? PHONE : DESK).map(key)}
      {layout === 'pin' ? <button type="button" className="btn btn--quiet" disabled={disabled} onClick={onClear}>{t('ui.clear')}</button> : key('00')}
      {key('0')}
      {erase}
    </div>
  );
}

export type AmountEntry = {
  /** Null until a digit was given. */
  readonly minor: number | null;
  readonly digits: (digits: string) => void;
  readonly remove: () => void;
  readonly clear: () => void;
  readonly set: (minor: number | null) => void;
};

/** An amount keyed in from its smallest digit, as tills do: 1 2 8 0 9 is 128.09. `max` in minor units. */
export function useAmount(start: number | null = null, max = 99_999_999_999): AmountEntry {
  const [minor, set] = useState<number | null>(start);
  // The first digit after a proposed amount begins a new one.
  const [fresh, setFresh] = useState(true);
  return {
    minor,
    digits: (digits) => {
      const next = Number(`${fresh || minor === null ? '' : minor}${digits}`);
      setFresh(false);
      if (next <= max) set(next);
    },
    remove: () => {
      setFresh(false);
      set(minor === null || minor < 10 ? null : Math.trunc(minor / 10));
    },
    clear: () => set(null),
    set: (value) => { setFresh(true); set(value); },
  };
}

/** A PIN's digits as dots; the digits are shown nowhere. */
export function PinDots({ count, label }: { readonly count: number; readonly label: string }) {
  return (
    <div className="dots" role="img" aria-label={label}>
      {Array.from({ length: Math.max(4, count) }, (_, index) => <i key={index} className={index < count ? 'on' : ''} />)}
    </div>
  );
}
