/** Korean: receipt. */

export const receipt = {};
