/** What a statement is written in: by its byte order mark, what it declares itself, or its first line that is not plain ASCII. */
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** `utf8`, or a name that iconv-lite knows. */
export type Encoding = string;

/** GBK is a part of GB18030. */
const GB = 'gb18030';

/** @param head the file's first bytes. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16-le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf16-be';
  const declared = declaredIn(head.toString('latin1', 0, 1024));
  if (declared !== null) return declared;
  for (let at = 0; at < head.length; ) {
    const feed = head.indexOf(10, at);
    const line = head.subarray(at, feed < 0 ? head.length : feed);
    if (!isAscii(line)) return isUtf8(feed < 0 ? wholeText(line) : line) ? 'utf8' : GB;
    at += line.length + 1;
  }
  return 'utf8';
}

/** Without a character that the head's end cut apart. */
function wholeText(bytes: Buffer): Buffer {
  for (let cut = 0; cut < 4 && cut < bytes.length; cut += 1) {
    const part = bytes.subarray(0, bytes.length - cut);
    if (isUtf8(part)) return part;
  }
  return bytes;
}

/** An XML declaration, or the header of OFX 1. A name that is not known leaves it to the bytes. */
function declaredIn(head: string): Encoding | null {
  const xml = /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']/.exec(head)?.[1];
  const charset = /^\s*OFXHEADER[\s\S]{0,300}?\bCHARSET:\s*([\w-]{2,20})/.exec(head)?.[1];
  const name = (xml ?? (charset === undefined ? undefined : ofxCharset(charset)))?.toLowerCase();
  if (name === undefined || !iconv.encodingExists(name)) return null;
  if (name === 'utf-8' || name === 'utf8' || name === 'ascii' || name === 'us-ascii') return 'utf8';
  return name.startsWith('gb') ? GB : name;
}

function ofxCharset(charset: string): string {
  return /^\d+$/.test(charset) ? `windows-${charset}` : charset;
}
