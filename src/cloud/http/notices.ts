/** The door for wallets' notifications: small bodies, no till's signature; what comes in is proved by its connector and never logged. */
import type { FastifyInstance } from 'fastify';
import { CLOUD_PATHS } from '#contract/cloud.ts';
import { isKeyName } from '#contract/httpSignature.ts';
import type { Backend } from '../backend.ts';
import { isWallet } from '../chargeRows.ts';
import { takeNotice } from '../notice.ts';
import { CloudRefusal } from '../ports.ts';

const NOTICE_BYTES_MAX = 64 * 1024;

export function noticeRoute(app: FastifyInstance, backend: Backend): void {
  app.post<{ Params: { wallet: string; store: string } }>(CLOUD_PATHS.notices(':wallet', ':store'), { bodyLimit: NOTICE_BYTES_MAX }, async (request, reply) => {
    const { wallet, store } = request.params;
    if (!isWallet(wallet) || !isKeyName(store)) throw new CloudRefusal(404, 'wallet-not-enabled', 'no notifications are taken for this wallet');
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]));
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const answer = await takeNotice(backend, wallet, { store, headers, body });
    return reply.code(answer.status).type(answer.type).send(answer.body);
  });
}
