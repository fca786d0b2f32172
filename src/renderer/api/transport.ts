/** Picks what carries calls: Electron's preload when it is there, else the loopback socket of the page's own host. */
import type { Transport } from '#contract/client.ts';
import { unreachable, type Connection } from './connection.ts';
import { socketTransport } from './socket.ts';

declare global {
  interface Window {
    /** Set by the preload script in Electron's window. */
    readonly tillbook?: Transport;
  }
}

export function pickTransport(onConnection: (connection: Connection) => void): Transport {
  const bridge = window.tillbook;
  if (bridge !== undefined) {
    onConnection('open');
    return { call: (name, input) => bridge.call(name, input).catch(() => unreachable('till-unreachable')), subscribe: (onEvent) => bridge.subscribe(onEvent) };
  }
  const scheme = window.location.protocol === 'https:' ? 'wss' : 'ws';
  const display = new URLSearchParams(window.location.search).get('view') === 'display';
  return socketTransport(`${scheme}://${window.location.host}/socket${display ? '?view=display' : ''}`, onConnection);
}
