import { describe, expect, it } from 'vitest';
import { CallLedger } from './call-ledger.ts';

function opened(ledger: CallLedger, window: number, id: number): AbortSignal {
  const call = ledger.open(window, id);
  if (!call.ok) throw new Error(call.error.message);
  return call.value.signal;
}

describe('CallLedger', () => {
  it('stops one call, of one window', () => {
    const ledger = new CallLedger();
    const [first, second, other] = [opened(ledger, 1, 1), opened(ledger, 1, 2), opened(ledger, 2, 1)];
    ledger.cancel(1, 1);
    expect([first.aborted, second.aborted, other.aborted]).toEqual([true, false, false]);
  });

  it('stops every call of a window that goes away', () => {
    const ledger = new CallLedger();
    const [first, second, other] = [opened(ledger, 1, 1), opened(ledger, 1, 2), opened(ledger, 2, 1)];
    ledger.cancelAll(1);
    expect([first.aborted, second.aborted, other.aborted]).toEqual([true, true, false]);
  });

  it('refuses ids that are in use or no numbers, and takes an id again once its call ended', () => {
    const ledger = new CallLedger();
    opened(ledger, 1, 7);
    expect(ledger.open(1, 7)).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    expect(ledger.open(1, '8')).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    expect(ledger.open(1, Number.NaN)).toMatchObject({ ok: false, error: { code: 'invalid-arguments' } });
    ledger.close(1, 7);
    expect(ledger.open(1, 7).ok).toBe(true);
  });

  it('bounds the calls of one window without harming another', () => {
    const ledger = new CallLedger();
    for (let id = 0; id < 256; id += 1) opened(ledger, 1, id);
    expect(ledger.open(1, 256)).toMatchObject({ ok: false, error: { code: 'busy' } });
    expect(ledger.open(2, 256).ok).toBe(true);
  });

  it('passes over calls that are gone', () => {
    const ledger = new CallLedger();
    ledger.cancel(1, 1);
    ledger.cancelAll(1);
    ledger.close(1, 1);
    expect(ledger.open(1, 1).ok).toBe(true);
  });
});
