/** What stands against the expected amount of a tender: the drawer's count, or the lines of the wallet's own file. */

/** Of one tender: what its file says of our own charges and refunds, and how many of those it does not name. */
export type TenderProof = { readonly tender: string; readonly provedMinor: number; readonly lines: number; readonly missing: number };

type Row = { readonly tender: string; readonly expectedMinor: number; countedMinor: number | null; differenceMinor: number | null; proof?: 'count' | 'file' | 'part'; missing?: number };

/** The rows of a report with what their files prove; a row whose file names nothing of ours stays unproved. A file that lacks some is a part of the proof, and its difference is shown. */
export function withProof<Some extends Row>(rows: readonly Some[], proofs: readonly TenderProof[]): Some[] {
  return rows.map((row) => {
    if (row.tender === 'cash') return row.countedMinor === null ? row : { ...row, proof: 'count' as const };
    const found = proofs.find(({ tender }) => tender === row.tender);
    if (found === undefined || found.lines === 0) return row;
    return { ...row, countedMinor: found.provedMinor, differenceMinor: found.provedMinor - row.expectedMinor, proof: found.missing === 0 ? ('file' as const) : ('part' as const), missing: found.missing };
  });
}
