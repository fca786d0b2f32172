/** A screen without a browser: lets itself in by the printed address and calls over the WebSocket, as the real one does. */
import { WebSocket } from 'ws';
import type { Envelope } from '#contract/define.ts';

export type Screen = {
  /** @throws Error with the till's words when it refuses. */
  readonly call: <Value>(name: string, input: unknown) => Promise<Value>;
  readonly close: () => void;
};

export async function openScreen(entry: string): Promise<Screen> {
  const { origin } = new URL(entry);
  const invited = await fetch(entry, { redirect: 'manual' });
  const cookie = invited.headers.get('set-cookie')?.split(';')[0] ?? '';
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/socket`, { headers: { cookie, origin } });
  await new Promise<void>((done, failed) => {
    socket.once('open', () => done());
    socket.once('error', failed);
  });
  const waiting = new Map<number, (reply: Envelope) => void>();
  let last = 0;
  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString('utf8')) as { id?: number; reply?: Envelope };
    if (message.id === undefined || message.reply === undefined) return;
    waiting.get(message.id)?.(message.reply);
    waiting.delete(message.id);
  });
  return {
    call: async <Value>(name: string, input: unknown) => {
      last += 1;
      const id = last;
      const reply = await new Promise<Envelope>((done) => {
        waiting.set(id, done);
        socket.send(JSON.stringify({ id, call: name, input }));
      });
      if (!reply.ok) throw new Error(`${name}: ${reply.message} (${reply.code})`);
      return reply.value as Value;
    },
    close: () => socket.terminate(),
  };
}
