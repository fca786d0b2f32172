/** Simplified Chinese: receipt. */

export const receipt = {};
