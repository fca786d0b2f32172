/** Simplified Chinese: basket and goods. */

export const basket = {};
