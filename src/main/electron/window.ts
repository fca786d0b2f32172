/** The till's windows: the operator's, and the customer's display on the second screen where there is one. */
import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Session } from 'electron';
import { DISPLAY_PAGE, MAIN_PAGE } from './pages.ts';

export type WindowOptions = {
  readonly view: 'main' | 'display';
  readonly session: Session;
  /** File of the built preload script. */
  readonly preload: string;
  /** Called with the window before its page is loaded. */
  readonly onOpen: (window: BrowserWindow) => void;
};

/** A page that dies is loaded again, but not for ever. */
const RELOADS_MAX = 5;
const RELOADS_FORGOTTEN_MS = 60_000;

export async function openWindow({ view, session, preload, onOpen }: WindowOptions): Promise<BrowserWindow> {
  const window = new BrowserWindow({
    title: 'Tillbook', show: false, autoHideMenuBar: true, backgroundColor: '#f6f7f9', width: 1366, height: 768, minWidth: 800, minHeight: 600, ...(view === 'display' ? secondScreen() : {}),
    webPreferences: {
      preload, session, sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false,
      experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false, spellcheck: false, devTools: process.env['TILLBOOK_DEVTOOLS'] === '1',
    },
  });
  onOpen(window);
  window.once('ready-to-show', () => window.show());
  loadAgainWhenGone(window);
  await window.loadURL(view === 'display' ? DISPLAY_PAGE : MAIN_PAGE);
  return window;
}

/** Where the customer looks: the screen that is not the operator's, filled; with one screen only, a window beside. */
function secondScreen(): BrowserWindowConstructorOptions {
  const primary = screen.getPrimaryDisplay().id;
  const other = screen.getAllDisplays().find((display) => display.id !== primary);
  return other === undefined ? { width: 1024, height: 768 } : { ...other.bounds, fullscreen: true };
}

function loadAgainWhenGone(window: BrowserWindow): void {
  let reloads: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now();
    reloads = [...reloads.filter((at) => now - at < RELOADS_FORGOTTEN_MS), now];
    if (reason !== 'clean-exit' && reloads.length <= RELOADS_MAX && !window.isDestroyed()) window.webContents.reload();
  });
}

/** Brings a window before all others. */
export function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
