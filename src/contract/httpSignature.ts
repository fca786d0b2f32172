/** HTTP message signatures (RFC 9421) as the till and the backend use them: what is signed, and how the two header fields are written and read. */

export type SignedParts = {
  /** Upper case. */
  readonly method: string;
  /** As sent, from the first slash, without the query. */
  readonly path: string;
  /** With its leading `?`, or null when the target has none. */
  readonly query: string | null;
  /** The whole Content-Digest field, or null when there is no body. */
  readonly contentDigest: string | null;
};

export type SignatureParams = {
  /** Unix seconds. */
  readonly created: number;
  readonly nonce: string;
  readonly keyId: string;
};

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;

/** True for a store or till name that fits a key id: ASCII letters, digits, `.`, `_`, `-`, at most 40. */
export function isKeyName(name: string): boolean {
  return NAME.test(name);
}

/** The components that must be covered, in their order. */
function covered(parts: SignedParts): string {
  const names = ['"@method"', '"@path"'];
  if (parts.query !== null) names.push('"@query"');
  if (parts.contentDigest !== null) names.push('"content-digest"');
  return `(${names.join(' ')})`;
}

/** The value of `Signature-Input` without its label. */
export function signatureParams(parts: SignedParts, params: SignatureParams): string {
  return `${covered(parts)};created=${params.created};nonce="${params.nonce}";keyid="${params.keyId}";alg="ed25519"`;
}

/** The text that is signed (RFC 9421 part 2.5); `paramsText` is the value of `Signature-Input` without its label, as sent. */
export function signatureBase(parts: SignedParts, paramsText: string): string {
  const lines = [`"@method": ${parts.method}`, `"@path": ${parts.path}`];
  if (parts.query !== null) lines.push(`"@query": ${parts.query}`);
  if (parts.contentDigest !== null) lines.push(`"content-digest": ${parts.contentDigest}`);
  return `${lines.join('\n')}\n"@signature-params": ${paramsText}`;
}

/** Reads `Signature-Input` and `Signature`; null unless they cover exactly what must be covered, in the form that is written here. */
export function readSignature(parts: SignedParts, input: string, signature: string): { params: SignatureParams; paramsText: string; signatureBase64: string } | null {
  const head = /^([a-z][a-z0-9_-]{0,15})=(\(.*)$/.exec(input);
  if (head === null || input.length > 600) return null;
  const [, label = '', paramsText = ''] = head;
  const body = /^(\([^)]*\));created=(\d{1,12});nonce="([A-Za-z0-9_-]{16,64})";keyid="([A-Za-z0-9._/-]{5,100})";alg="ed25519"$/.exec(paramsText);
  const value = /^([a-z][a-z0-9_-]{0,15})=:([A-Za-z0-9+/]{86}==):$/.exec(signature);
  if (body === null || value === null || value[1] !== label || body[1] !== covered(parts)) return null;
  return { params: { created: Number(body[2]), nonce: body[3] ?? '', keyId: body[4] ?? '' }, paramsText, signatureBase64: value[2] ?? '' };
}

/** Cuts a request target into path and query. */
export function splitTarget(target: string): { path: string; query: string | null } {
  const at = target.indexOf('?');
  return at < 0 ? { path: target, query: null } : { path: target.slice(0, at), query: target.slice(at) };
}
