import { cancelledError } from '../../shared/result.ts';
import type { WorkControl, WorkStep } from '../index/index.ts';

/** Milliseconds between two reports. */
const reportEvery = 100;

/** Tells where work stands about ten times a second; throws `cancelledError()` once it is no longer wanted. */
export interface Meter {
  /** `done` of the total; cheap enough for every record. */
  at(done: number): void;
}

export function startMeter(control: WorkControl, step: Omit<WorkStep, 'done'>): Meter {
  let reported = 0;
  const at = (done: number): void => {
    if (control.isCancelled()) throw cancelledError();
    const now = performance.now();
    if (now - reported < reportEvery && done > 0) return;
    reported = now;
    control.progress({ ...step, done });
  };
  at(0);
  return { at };
}
