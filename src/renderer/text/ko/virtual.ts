/** Korean: virtual. */

export const virtual = {};
