/** Carries calls and events between the windows and the till; who is asking is checked once, here, for every channel. */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import type { Envelope } from '#contract/define.ts';
import type { TillEvent } from '#contract/views.ts';
import { isOurs } from './pages.ts';
import { isPlainInput } from './plainInput.ts';

/** What a window may do: call, and hear. One per window; its role is the till's business. */
export type Seat = { readonly call: (name: string, input: unknown) => Promise<Envelope>; readonly subscribe: (onEvent: (event: TillEvent) => void) => () => void };

export type Windows = {
  /** Gives a window its seat, until it is gone. */
  readonly admit: (contents: WebContents, view: 'main' | 'display') => void;
  /** Takes every seat away and the channels with them. */
  readonly close: () => void;
};

/** Only a statement's file is large. */
const CHARS_MAX = 64 * 1024;
const FILE_CHARS_MAX = 92_000_000;
const NAME_CHARS_MAX = 64;

const refused = (code: string, message: string): Envelope => ({ ok: false, kind: 'refusal', code, message, detail: {} });
const notOurs = () => refused('not-allowed', 'This request did not come from a screen of the till. Nothing was changed.');
const badRequest = () => refused('bad-request', 'The request did not make sense to the till. Nothing was changed.');
const done: Envelope = { ok: true, value: null };

type Place = { readonly seat: Seat; stop: (() => void) | null };

/** @param openSeat opens a session of the till for a new window */
export function openIpc(openSeat: (view: 'main' | 'display') => Seat): Windows {
  const places = new Map<WebContents, Place>();

  function leave(contents: WebContents): void {
    places.get(contents)?.stop?.();
    places.delete(contents);
  }

  /** The sender must be the main frame of a window that we opened, showing a page of ours. */
  function placeOf(event: IpcMainInvokeEvent): Place | null {
    const frame = event.senderFrame;
    if (frame === null || frame.parent !== null || !isOurs(frame.url)) return null;
    return places.get(event.sender) ?? null;
  }

  const handle = (channel: string, work: (place: Place, contents: WebContents, args: readonly unknown[]) => Envelope | Promise<Envelope>) => ipcMain.handle(channel, (event, ...args: unknown[]) => {
    const place = placeOf(event);
    return place === null ? notOurs() : work(place, event.sender, args);
  });

  handle('tillbook:call', (place, _contents, [name, input]) => {
    if (typeof name !== 'string' || name.length > NAME_CHARS_MAX) return badRequest();
    return isPlainInput(input, name === 'statement.import' ? FILE_CHARS_MAX : CHARS_MAX) ? place.seat.call(name, input) : badRequest();
  });
  handle('tillbook:subscribe', (place, contents) => {
    place.stop ??= place.seat.subscribe((event) => {
      if (!contents.isDestroyed() && isOurs(contents.mainFrame.url)) contents.send('tillbook:event', event);
    });
    return done;
  });
  handle('tillbook:unsubscribe', (place) => {
    place.stop?.();
    place.stop = null;
    return done;
  });

  return {
    admit(contents, view) {
      places.set(contents, { seat: openSeat(view), stop: null });
      contents.once('destroyed', () => leave(contents));
    },
    close() {
      for (const contents of places.keys()) leave(contents);
      for (const channel of ['tillbook:call', 'tillbook:subscribe', 'tillbook:unsubscribe']) ipcMain.removeHandler(channel);
    },
  };
}
