/** `tillbook decode`: scanned texts on standard input, one a line, as JSON objects of what they mean, one a line. */
import { once } from 'node:events';
import { Command, Option } from 'commander';
import { labelRule } from '#core/barcode/label.ts';
import { decodeLine } from './decodeLine.ts';
import type { DecodeSettings } from './decodeLine.ts';
import { linesOf } from './textLines.ts';

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
  for await (const lines of linesOf(input, 'scanned texts')) {
    const out = lines.map((line) => `${JSON.stringify(decodeLine(line, settings))}\n`).join('');
    if (!process.stdout.write(out)) await once(process.stdout, 'drain');
  }
}
