/** What a page is kept from, whatever it tries: other places, other windows, permissions, devices, downloads from elsewhere. */
import { app, protocol, session, type Session, type WebContents } from 'electron';
import { DISPLAY_PAGE, isOurs, pageAnswer, SCHEME, type Pages } from './pages.ts';

/** Keeps the screens' own preferences; no cache of anything else. */
const PARTITION = 'persist:tillbook';

/** Before the application is ready: every renderer in the sandbox, and the pages' scheme known as a secure origin of its own. */
export function prepareScheme(): void {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** Guards every web contents that ever comes to be, also those that nobody meant to open. */
export function guardContents(onDisplayWanted: () => void): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, onDisplayWanted));
}

function guard(contents: WebContents, onDisplayWanted: () => void): void {
  // A page may be loaded anew where it is; it may go nowhere else, and a frame inside it nowhere at all.
  contents.on('will-frame-navigate', (details) => {
    if (!details.isMainFrame || !isOurs(details.url) || withoutFragment(details.url) !== withoutFragment(contents.getURL())) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    // The page's own window is never opened; ours for the customer is, at its fixed address.
    if (url === DISPLAY_PAGE && isOurs(contents.getURL())) onDisplayWanted();
    return { action: 'deny' };
  });
}

const withoutFragment = (address: string) => address.split('#', 1)[0];

/** The one session of the windows: serves our pages, and refuses all else. */
export function openSession(pages: Pages): Session {
  const own = session.fromPartition(PARTITION, { cache: false });
  own.protocol.handle(SCHEME, (request) => pageAnswer(pages, request));
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  // The spelling checker would fetch dictionaries from elsewhere, and would see what is typed.
  own.setSpellCheckerEnabled(false);
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !mayLoad(details.url) }));
  own.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL())) event.preventDefault();
  });
  return own;
}

/** Files that a screen made itself: a receipt, an export. */
function isOwnBlob(address: string): boolean {
  return address.startsWith('blob:') && isOurs(address.slice('blob:'.length));
}

function mayLoad(address: string): boolean {
  return isOurs(address) || isOwnBlob(address) || address.startsWith('data:') || address.startsWith('devtools://');
}
