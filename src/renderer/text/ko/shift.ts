/** Korean: shift. */

export const shift = {};
