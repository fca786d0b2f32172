/** Korean: pay. */

export const pay = {};
