/** Simplified Chinese: pay. */

export const pay = {};
