import { contextBridge, ipcRenderer } from 'electron';
import type { EngineEvent } from '../shared/contract/index.ts';
import { bridgeName, ipcChannels, type Transport } from '../shared/contract/transport.ts';
import type { Result } from '../shared/result.ts';

type Listener = (event: EngineEvent) => void;

const listeners = new Set<Listener>();
/** Requests to open something that came before the page listened; anything else the page asks for itself. */
let waiting: EngineEvent[] = [];
const mostWaiting = 16;

ipcRenderer.on(ipcChannels.event, (_event, message: EngineEvent) => {
  if (listeners.size > 0) for (const listener of listeners) listener(message);
  else if (message.kind === 'open' || message.kind === 'link') waiting = [...waiting, message].slice(-mostWaiting);
});

const transport: Transport = {
  invoke: (id, name, args) => ipcRenderer.invoke(ipcChannels.invoke, id, name, args) as Promise<Result<unknown>>,
  cancel: (id) => ipcRenderer.send(ipcChannels.cancel, id),
  subscribe(listener) {
    // Wrapped, so that each subscription ends alone, even if the page hands in one function twice.
    const entry: Listener = (event) => listener(event);
    listeners.add(entry);
    const missed = waiting;
    waiting = [];
    for (const event of missed) entry(event);
    return () => {
      listeners.delete(entry);
    };
  },
};

contextBridge.exposeInMainWorld(bridgeName, transport);
