/** When a wallet's certificate is worth a word, and how its last day is written. */

export const CERTIFICATE_SOON_MS = 30 * 86_400_000;

/** With its year, and the same in every language. */
export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
