/** The device process: talks to the drivers so that the till need not; may be killed at any moment without harm to a sale. */
export {};
