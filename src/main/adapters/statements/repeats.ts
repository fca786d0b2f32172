/** Notices a record that stands twice in a file without totals: a file joined with itself must not count double. */
import { brokenLine, quoted } from './trouble.ts';

/** Up to so many ids all are remembered; past it the first and the last, which still shows a file given twice in one. */
const REMEMBERED = 200_000;

/** @throws Refusal, by the function that it returns, when the id was there before. @param what how the file calls the id. */
export function onceEach(file: string, what: string): (id: string, line: number) => void {
  const seen = new Set<string>();
  let last = '';
  return (id, line) => {
    if (id === last || seen.has(id)) throw brokenLine(file, line, `each ${what} once`, `${quoted(id)} again`, 'statement-repeated');
    if (seen.size < REMEMBERED) seen.add(id);
    last = id;
  };
}
