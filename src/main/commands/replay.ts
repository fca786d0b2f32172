/** `tillbook replay`: a recorded device trace through the decoders again, to the same events. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Command, Option } from 'commander';
import { openReplay } from '#core/hid/replay.ts';
import type { Replay } from '#core/hid/replay.ts';
import { openTraceReader } from '#core/hid/trace.ts';
import { Refusal } from '#core/refusal.ts';
import { fallbackOf } from '../adapters/devices/fallbackText.ts';
import { eventLine } from './hidEvent.ts';
import { linesOf } from './textLines.ts';

const UNUSABLE = 2;

export function command(): Command {
  return new Command('replay')
    .summary('decode a recorded device trace again')
    .description([
      'Reads a device trace (JSON lines: a head, then reports with their times) and writes a JSON object an event, as `tillbook hid decode` does.',
      'Exit code 2: the trace is broken; standard error says in which line. Events before it were written.',
    ].join('\n'))
    .argument('<trace>', 'the trace file')
    .addOption(new Option('--speed <speed>', 'as fast as it goes, or as it was recorded').choices(['max', 'real']).default('real'))
    .action(async (path: string, options: { speed: 'max' | 'real' }) => {
      try {
        await replay(createReadStream(path), options.speed === 'real');
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        process.stderr.write(`tillbook: ${error.message} (${error.code})\n`);
        process.exitCode = UNUSABLE;
      }
    });
}

async function write(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

async function replay(input: AsyncIterable<Buffer>, isReal: boolean): Promise<void> {
  const reader = openTraceReader();
  let running: Replay | null = null;
  let lastMs = 0;
  for await (const lines of linesOf(input, 'reports')) {
    for (const line of lines) {
      if (running === null) {
        const header = reader.header(line);
        running = openReplay(header, fallbackOf(header.profile));
        continue;
      }
      const entry = reader.entry(line);
      if (isReal && entry.atMs > lastMs) await sleep(entry.atMs - lastMs);
      lastMs = entry.atMs;
      await write(running.next(entry).map(eventLine).join(''));
    }
  }
  if (running === null) throw new Refusal('trace-unusable', 'The trace is empty; nothing was replayed. Ask for it again.');
  await write(running.end().map(eventLine).join(''));
}
