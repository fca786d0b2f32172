/** Korean: basket and goods. */

export const basket = {};
