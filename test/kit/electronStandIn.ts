/** Stands in for the `electron` module where its binary cannot run: small, and faithful in who sends what from which frame. */
import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';
import { runPreload, type PageSide } from './electronStandInPage.ts';

type Preventable = { defaultPrevented: boolean; preventDefault: () => void };

function preventable<Detail extends object>(detail: Detail): Detail & Preventable {
  const event = { ...detail, defaultPrevented: false, preventDefault: () => { event.defaultPrevented = true; } };
  return event;
}

/** What tests set before the main process is imported, and read afterwards. */
export const standIn = {
  appPath: process.env['TILLBOOK_STAND_IN_APP'] ?? '',
  /** False: another instance holds the lock. */
  lockFree: true,
  displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } }],
  exits: [] as number[],
  errors: [] as string[],
  order: [] as string[],
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  sessions: new Map<string, StandInSession>(),
  menu: undefined as unknown,
  paths: {} as Record<string, string>,
  /** Utility processes started so far. */
  utilities: 0,
};

class StandInApp extends EventEmitter {
  ready = false;
  getAppPath = () => standIn.appPath;
  setPath = (name: string, path: string) => { standIn.paths[name] = path; };
  enableSandbox(): void {
    if (this.ready) throw new Error('app.enableSandbox() can only be called before app is ready');
    standIn.order.push('enableSandbox');
  }

  requestSingleInstanceLock(): boolean {
    standIn.order.push('lock');
    return standIn.lockFree;
  }

  async whenReady(): Promise<void> {
    await Promise.resolve();
    this.ready = true;
    standIn.order.push('ready');
  }

  quit(): void {
    const event = preventable({});
    this.emit('before-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }

  exit(code: number): void {
    standIn.exits.push(code);
    this.emit('stand-in-exit', code);
  }
}
export const app = new StandInApp();

export const protocol = {
  registerSchemesAsPrivileged(schemes: typeof standIn.schemes) {
    if (app.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    standIn.schemes.push(...schemes);
  },
};

type Answering = (request: { url: string; method: string }) => Promise<Response>;

export class StandInSession extends EventEmitter {
  handlers = new Map<string, Answering>();
  permissionRequest: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null = null;
  permissionCheck: ((...args: unknown[]) => boolean) | null = null;
  devicePermission: ((details: unknown) => boolean) | null = null;
  displayMedia: ((request: unknown, answer: (streams: object) => void) => void) | null = null;
  beforeRequest: ((details: { url: string }, answer: (response: { cancel?: boolean }) => void) => void) | null = null;
  spellChecker = true;
  protocol = { handle: (scheme: string, handler: Answering) => { this.handlers.set(scheme, handler); } };
  webRequest = { onBeforeRequest: (handler: NonNullable<StandInSession['beforeRequest']>) => { this.beforeRequest = handler; } };
  setPermissionRequestHandler = (handler: StandInSession['permissionRequest']) => { this.permissionRequest = handler; };
  setPermissionCheckHandler = (handler: StandInSession['permissionCheck']) => { this.permissionCheck = handler; };
  setDevicePermissionHandler = (handler: StandInSession['devicePermission']) => { this.devicePermission = handler; };
  setDisplayMediaRequestHandler = (handler: StandInSession['displayMedia']) => { this.displayMedia = handler; };
  setSpellCheckerEnabled = (enabled: boolean) => { this.spellChecker = enabled; };

  /** Fetches as a page of this session would: asks the filter first, then the scheme's handler with the address as Chromium writes it. */
  async fetch(address: string, method = 'GET'): Promise<Response> {
    const url = new URL(address);
    const filtered = await new Promise<{ cancel?: boolean }>((answer) => { if (this.beforeRequest === null) answer({}); else this.beforeRequest({ url: url.href }, answer); });
    const handler = this.handlers.get(url.protocol.slice(0, -1));
    if (filtered.cancel === true || handler === undefined) throw new Error(`net::ERR_BLOCKED_BY_CLIENT ${address}`);
    return handler({ url: url.href, method });
  }
}
export const session = {
  fromPartition(name: string): StandInSession {
    const found = standIn.sessions.get(name) ?? new StandInSession();
    standIn.sessions.set(name, found);
    return found;
  },
};

export type Frame = { url: string; parent: Frame | null };
type IpcEvent = { sender: StandInContents; senderFrame: Frame | null };

const handled = new Map<string, (event: IpcEvent, ...args: unknown[]) => unknown>();
export const ipcMain = {
  handle(channel: string, work: (event: IpcEvent, ...args: unknown[]) => unknown) {
    if (handled.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handled.set(channel, work);
  },
  removeHandler: (channel: string) => { handled.delete(channel); },
};

/** An invocation as it reaches the main process from any frame, ours or not. */
export async function invokeFrom(sender: StandInContents, senderFrame: Frame | null, channel: string, ...args: unknown[]): Promise<unknown> {
  const work = handled.get(channel);
  if (work === undefined) throw new Error(`Error invoking remote method '${channel}': Error: No handler registered for '${channel}'`);
  try {
    return structuredClone(await work({ sender, senderFrame }, ...structuredClone(args)));
  } catch (error) {
    throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error });
  }
}

type Preferences = { preload: string; session: StandInSession } & Record<string, unknown>;
let contentsMade = 0;

export class StandInContents extends EventEmitter {
  id = (contentsMade += 1);
  mainFrame: Frame = { url: '', parent: null };
  page: PageSide | null = null;
  reloads = 0;
  destroyed = false;
  preferences: Preferences;
  openHandler: ((details: { url: string; frameName: string }) => { action: string }) | null = null;

  constructor(preferences: Preferences) {
    super();
    this.preferences = preferences;
    app.emit('web-contents-created', {}, this);
  }

  getURL = () => this.mainFrame.url;
  isDestroyed = () => this.destroyed;
  setWindowOpenHandler = (handler: StandInContents['openHandler']) => { this.openHandler = handler; };
  send = (channel: string, ...args: unknown[]) => { if (!this.destroyed) this.page?.deliver(channel, structuredClone(args)); };
  reload(): void {
    this.reloads += 1;
    this.runPreload();
  }

  runPreload(): void {
    this.page = runPreload(this.preferences.preload, (channel, args) => invokeFrom(this, this.mainFrame, channel, ...args));
  }

  /** The page tries to go somewhere; true when it was let. */
  navigate(url: string, isMainFrame = true): boolean {
    const details = preventable({ url, isMainFrame });
    this.emit('will-frame-navigate', details);
    return !details.defaultPrevented;
  }

  /** The page calls window.open; true when Electron would have made a window of it. */
  open(url: string): boolean {
    return this.openHandler?.({ url, frameName: '' }).action !== 'deny';
  }
}

const windows = new Set<BrowserWindow>();

export class BrowserWindow extends EventEmitter {
  webContents: StandInContents;
  options: Record<string, unknown>;
  shown = 0;
  focused = 0;
  minimized = false;

  constructor(options: { webPreferences: Preferences } & Record<string, unknown>) {
    super();
    this.options = options;
    this.webContents = new StandInContents(options.webPreferences);
    windows.add(this);
  }

  static getAllWindows(): BrowserWindow[] { return [...windows]; }
  isDestroyed(): boolean { return !windows.has(this); }
  isMinimized(): boolean { return this.minimized; }
  restore(): void { this.minimized = false; }
  show(): void { this.shown += 1; }
  focus(): void { this.focused += 1; }

  async loadURL(address: string): Promise<void> {
    const url = new URL(address).href;
    const answer = await this.webContents.preferences.session.fetch(url);
    if (!answer.ok) throw new Error(`ERR_FAILED (${answer.status}) loading '${url}'`);
    this.webContents.mainFrame.url = url;
    this.webContents.runPreload();
    this.emit('ready-to-show');
  }

  close(): void { this.destroy(); }
  destroy(): void {
    if (!windows.delete(this)) return;
    this.webContents.destroyed = true;
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (windows.size === 0) app.emit('window-all-closed');
  }
}

export const Menu = { setApplicationMenu: (menu: unknown) => { standIn.menu = menu; }, buildFromTemplate: (template: unknown) => template };
export const dialog = { showErrorBox: (title: string, content: string) => { standIn.errors.push(`${title}: ${content}`); } };
export const screen = { getPrimaryDisplay: () => standIn.displays[0], getAllDisplays: () => standIn.displays };


const SHIM = fileURLToPath(new URL('./utilityShim.ts', import.meta.url));

/** A utility process as Electron makes it, by Node's own fork: the child has a parent port, and messages come as they were sent. */
export const utilityProcess = {
  fork(entry: string): EventEmitter & { pid: number | undefined; postMessage(message: unknown): void; kill(): boolean } {
    const child = fork(SHIM, [entry], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const shown = Object.assign(new EventEmitter(), { pid: child.pid, postMessage: (message: unknown) => { if (child.connected) child.send(message as object, () => undefined); }, kill: () => child.kill('SIGKILL') });
    standIn.utilities += 1;
    child.on('message', (message) => shown.emit('message', message));
    child.once('exit', (code) => shown.emit('exit', code ?? 1));
    return shown;
  },
};
