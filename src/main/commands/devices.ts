/** `tillbook devices`: what is attached, how it would be claimed, and why. Opens nothing. */
import { join } from 'node:path';
import { Command } from 'commander';
import { surveyDevices, type Survey, type Surveyed } from '../adapters/devices/survey.ts';
import { ROOT } from '../config.ts';
import { writeAll } from './output.ts';

const WORDS: Readonly<Record<string, string>> = {
  'usage-and-ids': 'the profile "{name}" is for this very model', 'usage-and-vendor': 'the profile "{name}" is for this maker and kind of device', 'usage-only': 'it says itself what it is, and the profile "{name}" fits all of that kind',
  'ids-only': 'the profile "{name}" fits by vendor and product', 'vendor-only': 'the profile "{name}" fits by its maker alone', 'descriptor-scanner': 'its descriptor says: bar code scanner', 'descriptor-card': 'its descriptor says: magnetic stripe reader', 'descriptor-scale': 'its descriptor says: scale',
  'no-descriptor': 'the system does not give its report descriptor', 'keyboard': 'it is a keyboard for the system: what it types goes to the window, not to the driver', 'no-fit': 'neither a profile nor its descriptor says what it is',
  'not-readable': 'its mode, {mode}, cannot be read as HID reports', 'reads': 'its reports are read as: {reads}',
};

const hex4 = (value: number): string => value.toString(16).padStart(4, '0');
const sentence = ({ code, values }: { readonly code: string; readonly values: Readonly<Record<string, string | number>> }): string => (WORDS[code] ?? code).replaceAll(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

function plain({ node, claim, permission }: Surveyed): string {
  const { kind, role, mode, why } = claim;
  return [
    `${hex4(node.vendorId)}:${hex4(node.productId)}  ${[node.manufacturer, node.product].filter((name) => name !== null).join(' ')}${node.serial === '' ? '' : `  (${node.serial})`}`,
    `  would be   ${role === null ? `left alone (${kind})` : `used as ${role}`}, mode ${mode}`,
    ...why.map((reason, index) => `  ${index === 0 ? 'because' : '       '}    ${sentence(reason)}`),
    ...(permission === null ? [] : [`  refused    this user may not open it. Put this into ${permission.file}:`, `             ${permission.rule}`, `             then: ${permission.command}`]),
  ].join('\n');
}

function facts({ id, node, claim, permission }: Surveyed): object {
  const { kind, role, mode, profile, by, reads, why, usagePage, usage } = claim;
  const { vendorId, productId, serial, manufacturer, product, interfaceNumber } = node;
  return { id, vendorId, productId, serial, manufacturer, product, interfaceNumber, usagePage, usage, kind, role, mode, profile: profile?.id ?? null, claimedBy: by, reads, why: why.map(sentence), permission };
}

function show({ driver, devices }: Survey, json: boolean): string {
  if (json) return `${JSON.stringify({ driver, devices: devices.map(facts) }, null, 2)}\n`;
  if (devices.length === 0) return `No HID device is attached that the driver (${driver}) can see. Scanners that act as a keyboard work without being listed.\n`;
  return `${devices.map(plain).join('\n\n')}\n`;
}

export function command(): Command {
  return new Command('devices')
    .summary('what is attached, how it would be claimed, and why')
    .description('Lists the HID devices of this machine with the work that a till would give each, and the reasons. Nothing is opened or changed.')
    .option('--json', 'one JSON object instead of text')
    .action(async ({ json = false }: { json?: boolean }) => {
      writeAll(1, show(await surveyDevices(join(ROOT, 'resources', 'devices')), json));
      // A driver that still hangs somewhere must not keep the command.
      process.exit(0);
    });
}
