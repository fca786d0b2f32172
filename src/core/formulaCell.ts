/** Which texts a spreadsheet takes for a formula. */

/** The wide forms too, which East Asian versions read alike. */
export const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
