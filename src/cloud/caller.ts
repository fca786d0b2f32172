/** Who asks, as proved by the request's signature. */
export type Caller = { readonly store: string; readonly till: string };
