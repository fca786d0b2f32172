/** Standard input or a file as lines of text, in the batches in which they arrive. */
import { Fault } from '#core/refusal.ts';

/** A line longer than this is none, and input without line ends must not fill the memory. */
const LINE_CHARS_MAX = 1_048_576;

/** Lines in the batches in which they arrive; ends are LF or CRLF, a last line may lack its own. */
export async function* linesOf(input: AsyncIterable<Buffer>, what: string): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let rest = '';
  const cut = (more: string): string[] => {
    const lines = (rest + more).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARS_MAX) throw new Fault('input-unusable', `A line of the input is longer than 1 MiB, so it is no list of ${what}; nothing after it was decoded.`);
    return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
  };
  try {
    for await (const bytes of input) yield cut(decoder.decode(bytes, { stream: true }));
    yield cut(decoder.decode());
  } catch (error) {
    if (error instanceof TypeError) throw new Fault('input-unusable', 'The input is not UTF-8 text; what came before was decoded. Convert it and try again.');
    throw error;
  }
  if (rest !== '') yield [rest];
}
