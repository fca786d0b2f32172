/** Refusals of a file: where it broke, what was expected there, what that means, and the next step. */
import { Refusal } from '#core/refusal.ts';

const NOTHING_READ = 'Nothing was taken from this file and nothing is booked; fetch it again and give it unchanged.';

/** @param found shown as it stands: never pass a personal field. */
export function brokenLine(file: string, line: number, expected: string, found: string, code = 'statement-broken-line'): Refusal {
  return new Refusal(code, `${file}, line ${line}: expected ${expected}, found ${found}. ${NOTHING_READ}`, { file, line, expected, found });
}

export function truncated(file: string, line: number, expected: string): Refusal {
  return brokenLine(file, line, expected, 'the end of the file', 'statement-truncated');
}

export function totalsDiffer(file: string, line: number, name: string, own: string, read: string): Refusal {
  return new Refusal(
    'statement-totals-differ',
    `${file}, line ${line}: the file's own ${name} is ${own}, but its lines add up to ${read}. Lines are missing or were changed. ${NOTHING_READ}`,
    { file, line, total: name, own, read },
  );
}

export function unusable(file: string, code: string, what: string, next = NOTHING_READ): Refusal {
  return new Refusal(code, `${file}: ${what} ${next}`, { file });
}

/** A short quotation of a field for a message: printable, cut at 40 characters. */
export function quoted(text: string): string {
  if (text === '') return 'nothing';
  const clean = text.replaceAll(/\p{Cc}/gu, '?');
  return `"${clean.length > 40 ? `${clean.slice(0, 40)}...` : clean}"`;
}
