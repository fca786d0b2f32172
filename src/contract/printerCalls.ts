/** The printer's settings as a call takes them. */
import { z } from 'zod';
import type { PrinterSettings as Settings } from './printer.ts';

/** `host`, `host:port`, or the path of a device file. No spaces, no control characters. */
const Address = z.string().max(200).regex(/^[\p{L}\p{N}.:[\]/\\_%-]*$/u);

export const PrinterSettings = z.strictObject({
  kind: z.enum(['none', 'tcp', 'file', 'virtual']), address: Address, widthMm: z.union([z.literal(80), z.literal(58)]),
  baud: z.union([z.literal(9_600), z.literal(19_200), z.literal(38_400), z.literal(57_600), z.literal(115_200)]),
  codePage: z.enum(['raster', 'cp437', 'cp858', 'windows1252']), answers: z.boolean(), cut: z.boolean(), drawer: z.boolean(), auto: z.boolean(), language: z.enum(['en', 'zh', 'ko']),
}) satisfies z.ZodType<Settings>;
