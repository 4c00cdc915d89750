import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';

/** How often both clocks tick; the least that either can. Milliseconds, as everything here. */
const tick = 1;
/** Long enough for a tick of both. */
const settling = 5 * tick;
/** A block made on purpose, to see that both clocks see it. */
const knownBlock = 40;

/** The longest time that a tick came late. */
export interface LongestBlock {
  /** By `monitorEventLoopDelay`. */
  readonly monitored: number;
  /** By timestamps of a timer. */
  readonly timed: number;
  /** When the tick came at last, by `performance.now()`. */
  readonly endedAt: number;
  /** The longest that the thread was at work between two ticks: what is late beyond it, the machine has woken late. */
  readonly atWork: number;
}

/** Watches this thread while the work is done. */
export async function watchMainThread<Answer>(work: () => Promise<Answer>): Promise<{ readonly answer: Answer; readonly block: LongestBlock }> {
  const monitor = monitorEventLoopDelay({ resolution: tick });
  const timer = startTimer();
  monitor.enable();
  try {
    // Neither clock knows of a block before its first tick, nor of one that no tick has followed.
    await wait(settling);
    const answer = await work();
    await wait(settling);
    // Its figures are the times between two ticks, in nanoseconds: a thread that does nothing has `tick`, not 0.
    return { answer, block: { monitored: Math.max(0, monitor.max / 1e6 - tick), ...timer.longest() } };
  } finally {
    monitor.disable();
    timer.stop();
  }
}

/** Throws where either clock misses a block that is known: what it says of others would be worth nothing. */
export async function proveWatch(): Promise<void> {
  const { block } = await watchMainThread(async () => {
    const until = performance.now() + knownBlock;
    while (performance.now() < until);
  });
  const least = knownBlock - tick;
  if (block.monitored < least || block.timed < least) {
    throw new Error(`Of a block of ${knownBlock} ms the monitor saw ${block.monitored.toFixed(1)} ms and the timer ${block.timed.toFixed(1)} ms.`);
  }
}

function startTimer(): { longest(): Omit<LongestBlock, 'monitored'>; stop(): void } {
  let longest = { timed: 0, endedAt: 0 };
  let atWork = 0;
  let last = performance.now();
  let use = performance.eventLoopUtilization();
  const interval = setInterval(() => {
    const now = performance.now();
    const useNow = performance.eventLoopUtilization();
    const timed = now - last - tick;
    if (timed > longest.timed) longest = { timed, endedAt: now };
    atWork = Math.max(atWork, performance.eventLoopUtilization(useNow, use).active);
    last = now;
    use = useNow;
  }, tick);
  return { longest: () => ({ ...longest, atWork }), stop: () => clearInterval(interval) };
}
