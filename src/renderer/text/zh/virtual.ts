/** Simplified Chinese: virtual. */

export const virtual = {};
