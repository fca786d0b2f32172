/** English: basket and goods. */

export const basket = {};
