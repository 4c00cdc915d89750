import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocket, WebSocketServer } from 'ws';
import type { Engine } from '../core/engine/types.ts';

const mostListeners = 64;
/** A page that reads so slowly that this much waits for it, in bytes, is let go; it asks again when it reconnects. */
const longestBacklog = 4 * 1024 * 1024;

export interface EventStream {
  /** Completes the WebSocket handshake; the caller has checked who asks. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  close(): void;
}

/** Pushes the engine's events to every connected page. Pages send nothing: a message from one ends its stream. */
export function openEventStream(engine: Engine, pingEveryMs: number): EventStream {
  const server = new WebSocketServer({ noServer: true, clientTracking: true, perMessageDeflate: false, maxPayload: 1024 });
  const alive = new WeakSet<WebSocket>();
  const unsubscribe = engine.subscribe((event) => {
    const text = JSON.stringify(event);
    for (const client of server.clients) {
      if (client.bufferedAmount > longestBacklog) client.terminate();
      else if (client.readyState === WebSocket.OPEN) client.send(text);
    }
  });
  const pinging = setInterval(() => {
    for (const client of server.clients) {
      if (!alive.delete(client)) client.terminate();
      else client.ping();
    }
  }, pingEveryMs);
  pinging.unref();

  return {
    accept(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => {
        alive.add(client);
        client.on('pong', () => alive.add(client));
        client.on('message', () => client.close(1008, 'Pages only listen.'));
        client.on('error', () => client.terminate());
        if (server.clients.size > mostListeners) client.close(1013, 'Too many pages are open.');
      });
    },
    close() {
      clearInterval(pinging);
      unsubscribe();
      for (const client of server.clients) client.terminate();
      server.close();
    },
  };
}
