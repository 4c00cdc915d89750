import type { Result } from '../result.ts';
import type { EngineEvent } from './index.ts';

/**
 * What carries calls from a window to the engine: Electron IPC, or HTTP and a WebSocket. `id` is chosen by the window,
 * unique in it, and names the call to `cancel`.
 */
export interface Transport {
  invoke(id: number, name: string, args: unknown): Promise<Result<unknown>>;
  cancel(id: number): void;
  /** Returns the function that ends the subscription. */
  subscribe(listener: (event: EngineEvent) => void): () => void;
}

/** The name under which the preload script hands its transport to the page. */
export const bridgeName = 'ptmBridge';

export const ipcChannels = { invoke: 'ptm:invoke', cancel: 'ptm:cancel', event: 'ptm:event' } as const;

/** HTTP routes of the server; every one asks for the token's cookie and the server's own origin. */
export const httpRoutes = { call: '/api/call/', events: '/api/events' } as const;
