/** One of the engine's threads stays free for rows, whatever is being counted. */
const mostAtOnce = 2;

let running = 0;
const waiting: { readonly start: () => void; readonly signal: AbortSignal }[] = [];

/** Does the work when it is its turn, in the order of asking; what is given up before is never begun. */
export async function inTurn(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
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
}

function startNext(): void {
  while (running < mostAtOnce) {
    const next = waiting.shift();
    if (!next) return;
    if (next.signal.aborted) continue;
    running += 1;
    next.start();
  }
}
