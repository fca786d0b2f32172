/** The columns of a PayPal activity export that are read; names, addresses, subjects and notes are left alone. */
export const NAMES = {
  date: ['Date'], time: ['Time'], zone: ['TimeZone', 'Time Zone'], type: ['Type'], status: ['Status'], currency: ['Currency'], gross: ['Gross'], fee: ['Fee'], net: ['Net'], id: ['Transaction ID'],
  original: ['Reference Txn ID'], invoice: ['Invoice Number'], balance: ['Balance'],
} as const;
export type Column = keyof typeof NAMES;
export const MUST = ['date', 'time', 'type', 'status', 'currency', 'gross', 'fee', 'net', 'id'] as const satisfies readonly Column[];
