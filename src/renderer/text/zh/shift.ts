/** Simplified Chinese: shift. */

export const shift = {};
