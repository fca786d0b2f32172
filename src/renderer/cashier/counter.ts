/** What the cashier is doing on the screen: which line is chosen, whether the pay panel is open, which dialog. No data of the till. */
import { create } from 'zustand';

export type CounterDialog = 'quantity' | 'price' | 'discount' | 'discount-all' | 'recall' | 'void' | 'code' | 'coupon' | 'cash-in' | 'cash-out' | 'drawer' | 'waiting';
export type PayView = 'due' | 'cash' | 'split' | 'show' | 'card';

type Counter = {
  /** Chosen by hand; null means the line last changed. */
  readonly line: number | null;
  readonly dialog: CounterDialog | null;
  readonly pay: PayView | null;
  /** Cash that was already tapped when the cash view opens, and the part it pays when that is not all. */
  readonly cashGiven: number | null;
  readonly cashPart: number | null;
  readonly closingShift: boolean;
  readonly virtualScanner: boolean;
};

export const useCounter = create<Counter>()(() => ({ line: null, dialog: null, pay: null, cashGiven: null, cashPart: null, closingShift: false, virtualScanner: false }));

export const chooseLine = (line: number | null): void => useCounter.setState({ line });
export const openDialog = (dialog: CounterDialog | null): void => useCounter.setState({ dialog });
export const showPay = (pay: PayView | null): void => useCounter.setState({ pay, cashGiven: null, cashPart: null });
export const showCash = (cashGiven: number | null, cashPart: number | null): void => useCounter.setState({ pay: 'cash', cashGiven, cashPart });
export const showCloseShift = (closingShift: boolean): void => useCounter.setState({ closingShift });
export const showVirtualScanner = (virtualScanner: boolean): void => useCounter.setState({ virtualScanner });
