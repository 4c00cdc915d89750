interface Waiting {
  readonly start: () => void;
  readonly signal: AbortSignal;
}

/** Makes what does work when it is its turn, so many at a time and in the order of asking; what is given up before is never begun. */
export function makeTurns(mostAtOnce: number): (signal: AbortSignal, work: () => Promise<void>) => Promise<void> {
  let running = 0;
  const waiting: Waiting[] = [];
  const startNext = (): void => {
    while (running < mostAtOnce) {
      const next = waiting.shift();
      if (!next) return;
      if (next.signal.aborted) continue;
      running += 1;
      next.start();
    }
  };
  return async (signal, work) => {
    await new Promise<void>((start) => {
      waiting.push({ start, signal });
      startNext();
    });
    try {
      await work();
    } finally {
      running -= 1;
      startNext();
    }
  };
}
