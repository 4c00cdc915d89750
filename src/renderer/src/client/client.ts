import { bridgeName, type Transport } from '../../../shared/contract/transport.ts';
import type { CallAnswer, CallInput, CallName, EngineEvent } from '../../../shared/contract/index.ts';
import { messageOf, type Result } from '../../../shared/result.ts';
import { createHttpTransport } from './http-transport.ts';

const cancelled: Result<never> = { ok: false, error: { code: 'cancelled', message: 'Cancelled.' } };

let transport: Transport | null = null;
let lastId = 0;

function openTransport(): Transport {
  transport ??= bridge() ?? createHttpTransport();
  return transport;
}

/** The preload script's transport in Electron; null in a browser tab. */
function bridge(): Transport | null {
  const candidate: unknown = Reflect.get(globalThis, bridgeName);
  return typeof candidate === 'object' && candidate !== null ? (candidate as Transport) : null;
}

/**
 * Asks the engine. Never rejects. When `signal` aborts, the answer is `cancelled` at once and the engine is told to stop,
 * so that nothing cancelled can appear later.
 */
export async function call<Name extends CallName>(name: Name, args: CallInput<Name>, signal?: AbortSignal): Promise<Result<CallAnswer<Name>>> {
  if (signal?.aborted) return cancelled;
  const carrier = openTransport();
  lastId += 1;
  const id = lastId;
  const answer = invokeSafely(carrier, id, name, args) as Promise<Result<CallAnswer<Name>>>;
  if (!signal) return answer;
  let resolve: (value: Result<never>) => void = () => undefined;
  const stopped = new Promise<Result<never>>((settle) => {
    resolve = settle;
  });
  const stop = (): void => {
    carrier.cancel(id);
    resolve(cancelled);
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([answer, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function invokeSafely(carrier: Transport, id: number, name: string, args: unknown): Promise<Result<unknown>> {
  try {
    return await carrier.invoke(id, name, args);
  } catch (thrown) {
    return { ok: false, error: { code: 'internal', message: messageOf(thrown) } };
  }
}

/** Returns the function that ends the subscription. */
export function onEngineEvent(listener: (event: EngineEvent) => void): () => void {
  return openTransport().subscribe(listener);
}
