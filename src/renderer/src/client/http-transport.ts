import { httpRoutes, type Transport } from '../../../shared/contract/transport.ts';
import type { EngineEvent } from '../../../shared/contract/index.ts';
import type { Result } from '../../../shared/result.ts';
import { setConnectionLost } from './connection.ts';

type Listener = (event: EngineEvent) => void;

const firstRetryMs = 500;
const longestRetryMs = 10_000;

const unreachable: Result<never> = {
  ok: false,
  error: { code: 'internal', message: 'The program that serves this page does not answer.', hint: 'Start it again, then reload this page.' },
};

/**
 * Calls over same-origin HTTP (the token travels as a cookie), events over a WebSocket that reconnects.
 * After a reconnect the listeners get an `index` event with an empty mirror id, so that what was missed is asked again.
 */
export function createHttpTransport(): Transport {
  const running = new Map<number, AbortController>();
  const listeners = new Set<Listener>();
  let socket: WebSocket | null = null;
  let retryMs = firstRetryMs;
  let wasOpen = false;

  function deliver(event: EngineEvent): void {
    for (const listener of listeners) listener(event);
  }

  function connect(): void {
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    socket = new WebSocket(`${scheme}//${location.host}${httpRoutes.events}`);
    socket.addEventListener('open', () => {
      retryMs = firstRetryMs;
      setConnectionLost(false);
      if (wasOpen) deliver({ kind: 'index', mirror: '' });
      wasOpen = true;
    });
    socket.addEventListener('message', (message) => {
      const event = readEvent(message.data);
      if (event) deliver(event);
    });
    socket.addEventListener('close', () => {
      socket = null;
      if (listeners.size === 0) return;
      if (wasOpen) setConnectionLost(true);
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, longestRetryMs);
    });
  }

  return {
    async invoke(id, name, args) {
      const controller = new AbortController();
      running.set(id, controller);
      try {
        const response = await fetch(httpRoutes.call + encodeURIComponent(name), {
          method: 'POST',
          credentials: 'same-origin',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(args),
          signal: controller.signal,
        });
        return readResult(await response.json());
      } catch {
        return unreachable;
      } finally {
        running.delete(id);
      }
    },
    cancel(id) {
      running.get(id)?.abort();
    },
    subscribe(listener) {
      listeners.add(listener);
      if (!socket) connect();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) socket?.close();
      };
    },
  };
}

function readEvent(data: unknown): EngineEvent | null {
  if (typeof data !== 'string') return null;
  const parsed = parseJson(data);
  return typeof parsed === 'object' && parsed !== null && 'kind' in parsed ? (parsed as EngineEvent) : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function readResult(body: unknown): Result<unknown> {
  return typeof body === 'object' && body !== null && 'ok' in body ? (body as Result<unknown>) : unreachable;
}
