/** The push of charge updates: one stream, opened again with back-off and jitter for as long as it is wanted. */
import { ChargeAnswer, CLOUD_PATHS } from '#contract/cloud.ts';
import { headersOf, start } from './send.ts';
import type { Line, Signer } from './send.ts';

const BACK_OFF_MS_MIN = 500;
const BACK_OFF_MS_MAX = 30_000;
/** The backend's heartbeat comes every 10 s; a stream quiet for this long is dead. */
const QUIET_MS_MAX = 35_000;
const EVENT_CHARS_MAX = 64 * 1024;

/** @returns the end of the subscription. Polling must run beside it: what happens while the stream is down is not told again. */
export function listen(line: Line, signer: Signer, onUpdate: (answer: ChargeAnswer) => void): () => void {
  let ended = false;
  let backOffMs = BACK_OFF_MS_MIN;
  let stop: () => void = () => undefined;
  const again = () => {
    if (ended) return;
    // Full jitter: after an outage the tills do not all come back at once.
    const timer = setTimeout(open, backOffMs * ((signer.crypto.random(1)[0] ?? 0) + 1) / 256);
    timer.unref();
    stop = () => clearTimeout(timer);
    backOffMs = Math.min(backOffMs * 2, BACK_OFF_MS_MAX);
  };
  const open = () => {
    stop = stream(line, signer, onUpdate, () => (backOffMs = BACK_OFF_MS_MIN), again);
  };
  open();
  return () => {
    ended = true;
    stop();
  };
}

function stream(line: Line, signer: Signer, onUpdate: (answer: ChargeAnswer) => void, onAlive: () => void, onEnd: () => void): () => void {
  const target = `${line.base.pathname.replace(/\/$/, '')}${CLOUD_PATHS.updates}`;
  const { request } = start(line, 'GET', target, { ...headersOf(signer, 'GET', target, null), accept: 'text/event-stream' });
  let done = false;
  const end = () => {
    if (done) return;
    done = true;
    clearTimeout(quiet);
    request.destroy();
    onEnd();
  };
  let quiet = setTimeout(end, QUIET_MS_MAX);
  request.on('error', end);
  request.on('close', end);
  request.on('response', (response) => {
    if (response.statusCode !== 200) return end();
    let text = '';
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => {
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET_MS_MAX);
      onAlive();
      const events = (text + chunk).split('\n\n');
      text = events.pop() ?? '';
      if (text.length > EVENT_CHARS_MAX) return end();
      for (const event of events) {
        const answer = readEvent(event);
        if (answer !== null && !done) onUpdate(answer);
      }
    });
    response.on('error', end);
    response.on('end', end);
  });
  request.end();
  return () => {
    done = true;
    clearTimeout(quiet);
    request.destroy();
  };
}

function readEvent(event: string): ChargeAnswer | null {
  const data = /^data: (.*)$/m.exec(event)?.[1];
  if (data === undefined) return null;
  try {
    return ChargeAnswer.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
