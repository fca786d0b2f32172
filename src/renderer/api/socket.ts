/** Carries calls over one WebSocket: numbered requests, their replies, pushed events; reconnects by itself with growing pauses. */
import type { Transport } from '#contract/client.ts';
import type { Envelope } from '#contract/define.ts';
import type { TillEvent } from '#contract/views.ts';
import { unreachable, type Connection } from './connection.ts';

const RETRY_MS_MIN = 250;
const RETRY_MS_MAX = 5_000;
/** Longer than any call of the till may take; a silent socket is then called unanswered. */
const ANSWER_MS_MAX = 60_000;

type Waiting = { readonly resolve: (reply: Envelope) => void; readonly timer: number };
type Incoming = { id?: number; reply?: Envelope; event?: TillEvent };

export function socketTransport(address: string, onConnection: (connection: Connection) => void): Transport {
  const listeners = new Set<(event: TillEvent) => void>();
  const waiting = new Map<number, Waiting>();
  let socket: WebSocket | null = null;
  let nextId = 1;
  let retryMs = RETRY_MS_MIN;

  const settle = (id: number, reply: Envelope) => {
    const entry = waiting.get(id);
    if (entry === undefined) return;
    window.clearTimeout(entry.timer);
    waiting.delete(id);
    entry.resolve(reply);
  };

  const receive = (text: string) => {
    const message = JSON.parse(text) as Incoming;
    if (message.id !== undefined && message.reply !== undefined) settle(message.id, message.reply);
    const { event } = message;
    if (event !== undefined) for (const listener of listeners) listener(event);
  };

  const connect = () => {
    const opening = new WebSocket(address);
    socket = opening;
    opening.addEventListener('open', () => {
      retryMs = RETRY_MS_MIN;
      onConnection('open');
    });
    opening.addEventListener('message', (message) => { if (typeof message.data === 'string') receive(message.data); });
    opening.addEventListener('close', () => {
      if (socket !== opening) return;
      socket = null;
      onConnection('lost');
      for (const id of waiting.keys()) settle(id, unreachable('till-unreachable'));
      window.setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS_MAX);
    });
  };

  onConnection('connecting');
  connect();

  return {
    call(name, input) {
      const open = socket;
      // A call is never kept for later: a charge or a cash payment sent after minutes would surprise everyone.
      if (open === null || open.readyState !== WebSocket.OPEN) return Promise.resolve(unreachable('till-unreachable'));
      const id = nextId;
      nextId += 1;
      return new Promise((resolve) => {
        waiting.set(id, { resolve, timer: window.setTimeout(() => settle(id, unreachable('till-no-answer')), ANSWER_MS_MAX) });
        open.send(JSON.stringify({ id, call: name, input }));
      });
    },
    subscribe(onEvent) {
      listeners.add(onEvent);
      return () => { listeners.delete(onEvent); };
    },
  };
}
