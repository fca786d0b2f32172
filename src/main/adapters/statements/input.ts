/** What a person gives, and the contents that are found in it. */

/** A statement as given: a path, or bytes that came by the network with the name they came under. */
export type StatementInput = { readonly path: string; readonly name?: string } | { readonly bytes: Uint8Array; readonly name: string };

/** One statement's text, unpacked but in the file's own encoding. `open` may be called again. */
export type Content = {
  readonly name: string;
  /** Set when the content is a plain file that can be read straight from the disk. */
  readonly path: string | null;
  /** Its size where that is known before reading, else 0. */
  readonly bytes: number;
  readonly open: () => AsyncIterable<Buffer>;
  /** Something that is another when the file on disk has changed since. */
  readonly stamp?: () => string;
};
