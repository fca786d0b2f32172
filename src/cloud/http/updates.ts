/** The push of charge updates: server-sent events with a heartbeat, one stream a till. */
import type { FastifyReply } from 'fastify';
import type { Caller } from '../caller.ts';
import type { Watch } from '../watch.ts';

const HEARTBEAT_MS = 10_000;
/** A listener that does not read is dropped before it fills the memory. */
const BUFFERED_MAX = 256 * 1024;

export function streamUpdates(reply: FastifyReply, caller: Caller, watch: Watch): void {
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  const write = (text: string) => {
    if (raw.writableLength > BUFFERED_MAX) raw.destroy();
    else raw.write(text);
  };
  write('retry: 1000\n: listening\n\n');
  const end = watch.subscribe(caller, (answer) => write(`event: charge\ndata: ${JSON.stringify(answer)}\n\n`));
  const heartbeat = setInterval(() => write(': heartbeat\n\n'), HEARTBEAT_MS);
  raw.on('close', () => {
    clearInterval(heartbeat);
    end();
  });
}
