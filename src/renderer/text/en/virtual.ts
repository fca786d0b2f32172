/** English: virtual. */

export const virtual = {};
