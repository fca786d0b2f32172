/** The X report of now, or a Z report by its number. */
export type OpenReport = 'x' | number;
