/** English: pay. */

export const pay = {};
