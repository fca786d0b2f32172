/** One address in front of several servers, as a chain's balancer is: connections by turns to whoever answers. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export type OneAddress = { readonly url: string; /** Connections now open to each server. */ readonly open: () => number[]; close(): Promise<void> };

export async function oneAddress(ports: readonly number[]): Promise<OneAddress> {
  const open = ports.map(() => new Set<Socket>());
  let turn = 0;
  const server = createServer((client) => {
    client.on('error', () => undefined);
    reach(client, turn, ports.length);
    turn += 1;
  });
  const reach = (client: Socket, nth: number, triesLeft: number): void => {
    if (triesLeft === 0) {
      client.destroy();
      return;
    }
    const which = nth % ports.length;
    const upstream = connect({ host: '127.0.0.1', port: ports[which] ?? 0 });
    let there = false;
    upstream.once('connect', () => {
      there = true;
      open[which]?.add(upstream);
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => { if (!there) reach(client, nth + 1, triesLeft - 1); });
    upstream.on('close', () => {
      open[which]?.delete(upstream);
      if (there) client.destroy();
    });
    client.on('close', () => upstream.destroy());
  };
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => open.map((sockets) => sockets.size),
    async close() {
      for (const sockets of open) for (const socket of sockets) socket.destroy();
      await new Promise<void>((done) => { server.close(() => done()); });
    },
  };
}
