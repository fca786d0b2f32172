/** The page's side of the stand-in for Electron: runs the real preload script in a sandbox as bare as Electron's, and hands the page what it exposes. */
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

/** Carries an invocation to the main process, from one frame. */
export type Invoke = (channel: string, args: readonly unknown[]) => Promise<unknown>;

export type PageSide = {
  /** What the page finds on `window`, by name. */
  readonly world: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly deliver: (channel: string, args: readonly unknown[]) => void;
  /** Modules that the preload script asked for. */
  readonly required: readonly string[];
};

/** Functions cross the bridge as proxies, all else as a clone; what cannot be cloned throws, as in Electron. */
function bridged(value: unknown): unknown {
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown;
    return (...args: unknown[]) => {
      const result = call(...args.map(bridged));
      return result instanceof Promise ? result.then(bridged) : bridged(result);
    };
  }
  return structuredClone(value);
}

/** A sandboxed preload script may require Electron's own modules and these of Node's, nothing else. */
const SANDBOX_MODULES = ['electron', 'events', 'timers', 'url'];

export function runPreload(file: string, invoke: Invoke): PageSide {
  const world: Record<string, Readonly<Record<string, unknown>>> = {};
  const required: string[] = [];
  const incoming = new EventEmitter();
  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) => invoke(channel, structuredClone(args)),
    on: (channel: string, listener: (...args: unknown[]) => void) => incoming.on(channel, listener),
    off: (channel: string, listener: (...args: unknown[]) => void) => incoming.off(channel, listener),
  };
  const contextBridge = {
    exposeInMainWorld(name: string, api: Record<string, unknown>) {
      if (Object.hasOwn(world, name)) throw new Error(`Cannot bind an API on top of an existing property on the window object: ${name}`);
      world[name] = Object.freeze(Object.fromEntries(Object.entries(api).map(([key, value]) => [key, bridged(value)])));
    },
  };
  const require = (name: string) => {
    required.push(name);
    if (!SANDBOX_MODULES.includes(name)) throw new Error(`module not found: ${name}`);
    return name === 'electron' ? { contextBridge, ipcRenderer } : {};
  };
  const context = createContext({ console, Promise, setTimeout, clearTimeout });
  const wrapped = runInContext(`(function (require, module, exports) {${readFileSync(file, 'utf8')}\n})`, context, { filename: file }) as (require: unknown, module: unknown, exports: unknown) => void;
  const module = { exports: {} };
  wrapped(require, module, module.exports);
  return {
    world, required,
    deliver: (channel, args) => { incoming.emit(channel, { sender: 'ipcRenderer' }, ...structuredClone(args)); },
  };
}
