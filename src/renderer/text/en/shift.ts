/** English: shift. */

export const shift = {};
