/** All that a page gets of the till: `window.tillbook` with `call` and `subscribe`. No Electron object reaches the page. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Transport } from '#contract/client.ts';
import type { Envelope } from '#contract/define.ts';
import type { TillEvent } from '#contract/views.ts';

let listening = 0;

const transport: Transport = {
  call: (name, input) => ipcRenderer.invoke('tillbook:call', name, input) as Promise<Envelope>,
  subscribe(onEvent) {
    const listener = (_event: unknown, value: TillEvent) => onEvent(value);
    ipcRenderer.on('tillbook:event', listener);
    listening += 1;
    void ipcRenderer.invoke('tillbook:subscribe');
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      ipcRenderer.off('tillbook:event', listener);
      listening -= 1;
      if (listening === 0) void ipcRenderer.invoke('tillbook:unsubscribe');
    };
  },
};

contextBridge.exposeInMainWorld('tillbook', transport);
