/** Who may use the loopback shell: a one-time key from the printed address becomes a cookie of this browser. */
import { randomBytes, timingSafeEqual } from 'node:crypto';

const COOKIE = 'tillbook';
const INVITES_MAX = 8;
const SESSIONS_MAX = 32;

export type Sessions = {
  /** A key that can be exchanged once. */
  invite(): string;
  /** The `Set-Cookie` value, or null when the key is unknown or used. */
  exchange(key: string): string | null;
  /** The session of a request's cookies, or null. */
  known(cookies: string | undefined): string | null;
};

const same = (a: string, b: string) => a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

export function newSessions(): Sessions {
  let invites: string[] = [];
  let sessions: string[] = [];
  return {
    invite() {
      const key = randomBytes(24).toString('base64url');
      invites = [...invites, key].slice(-INVITES_MAX);
      return key;
    },
    exchange(key) {
      const found = invites.find((invite) => same(invite, key));
      if (found === undefined) return null;
      invites = invites.filter((invite) => invite !== found);
      const id = randomBytes(24).toString('base64url');
      sessions = [...sessions, id].slice(-SESSIONS_MAX);
      return `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Strict`;
    },
    known(cookies) {
      for (const part of (cookies ?? '').split(';')) {
        const [name, value] = part.trim().split('=', 2);
        if (name === COOKIE && value !== undefined) return sessions.find((session) => same(session, value)) ?? null;
      }
      return null;
    },
  };
}
