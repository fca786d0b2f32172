/** English: receipt. */

export const receipt = {};
