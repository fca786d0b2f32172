/** Writes `docs/openapi.json` from the protocol's schemas; a test holds the file to them. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApi } from '#contract/openapi.ts';

writeFileSync(resolve(import.meta.dirname, '../docs/openapi.json'), `${JSON.stringify(openApi(), null, 1)}\n`);
