/** Files that are recognised by name but not read: a person learns what was given and what to give instead. */

export type KnownFormat = { readonly title: string; readonly sniff: (head: string, name: string) => number; readonly instead: string };

export const KNOWN_FORMATS: readonly KnownFormat[] = [
  { title: 'a camt.052 or camt.054 message of the bank', sniff: (head) => (/camt\.05[24]\.001/.test(head.slice(0, 8000)) ? 1 : 0), instead: 'Give the statement of the day (camt.053) instead.' },
  { title: "an MT942 report of the bank's movements within a day", sniff: (head) => (/(?:^|\n):34F:/.test(head.slice(0, 8000)) ? 1 : 0), instead: 'Give the statement of the day (MT940) instead.' },
  { title: 'a PayPal settlement report', sniff: (head) => (/^"?RH"?,/.test(head) ? 1 : 0), instead: 'Give the activity download (CSV) of the same days instead.' },
];
