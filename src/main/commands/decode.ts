/** `tillbook decode`: scanned texts on standard input, one a line, as JSON objects of what they mean, one a line. */
import { once } from 'node:events';
import { Command, Option } from 'commander';
import { labelRule } from '#core/barcode/label.ts';
import { decodeLine } from './decodeLine.ts';
import type { DecodeSettings } from './decodeLine.ts';
import { Fault } from '#core/refusal.ts';

/** A line longer than this is no scanned text, and input without line ends must not fill the memory. */
const LINE_CHARS_MAX = 1_048_576;

type Options = { country?: string; wallet?: string[]; label?: string[]; coupon?: string[]; permit?: string[] };

export function command(): Command {
  return new Command('decode')
    .summary('what scanned texts mean')
    .description([
      'Reads scanned texts from standard input, one a line (UTF-8), and writes one JSON object a line: {"input", "kind", ...}.',
      'FNC1 is 0x1D, or ^ where a line begins with ^ or the AIM identifier of a GS1 symbology. Nothing is kept.',
    ].join('\n'))
    .option('--country <code>', 'the shop\'s country, ISO 3166 alpha-2: which wallets a code can be of')
    .option('--wallet <name...>', 'wallets that the shop takes: wechatpay, alipay, unionpay, ...')
    .option('--label <rule...>', 'weight and price labels, first fit wins: 21.....{NNDDD}.')
    .option('--coupon <prefix...>', 'texts with which the shop\'s coupons begin')
    .addOption(new Option('--permit <what...>', 'GS1 Digital Links beyond the standard').choices(['short-gtin', 'words', 'unknown-ais']))
    .action(async (options: Options) => {
      await decode(process.stdin, settingsOf(options));
    });
}

function settingsOf(options: Options): DecodeSettings {
  const permit = new Set(options.permit);
  return {
    country: options.country?.toUpperCase(),
    wallets: options.wallet,
    labelRules: (options.label ?? []).map((pattern) => labelRule(pattern, 'weight')),
    couponPrefixes: options.coupon ?? [],
    digitalLink: { shortGtin: permit.has('short-gtin'), words: permit.has('words'), unknownAis: permit.has('unknown-ais') },
  };
}

async function decode(input: AsyncIterable<Buffer>, settings: DecodeSettings): Promise<void> {
  for await (const lines of linesOf(input)) {
    const out = lines.map((line) => `${JSON.stringify(decodeLine(line, settings))}\n`).join('');
    if (!process.stdout.write(out)) await once(process.stdout, 'drain');
  }
}

/** Lines in the batches in which they arrive; ends are LF or CRLF, a last line may lack its own. */
async function* linesOf(input: AsyncIterable<Buffer>): AsyncGenerator<string[]> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
  let rest = '';
  const cut = (more: string): string[] => {
    const lines = (rest + more).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARS_MAX) throw new Fault('input-unusable', 'A line of the input is longer than 1 MiB, so it is no list of scanned texts; nothing after it was decoded.');
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
