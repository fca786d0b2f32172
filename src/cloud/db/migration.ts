/** One step of the schema; its name is its file's. Never changed once released. */
export type Migration = { readonly name: string; readonly statements: readonly string[] };
