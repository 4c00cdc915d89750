/** How long the page's thread works before it lets others have it. Milliseconds. */
const sliceMs = 12;

/**
 * Does work step by step, a slice at a time; what is `urgent` is done at once. Answers the function that gives the rest up.
 * A step should take no longer than some milliseconds.
 */
export function inSlices(work: Iterator<void>, urgent: boolean): () => void {
  let isWanted = true;
  const channel = new MessageChannel();
  const slice = (): void => {
    if (!isWanted) return;
    const until = urgent ? Infinity : performance.now() + sliceMs;
    while (performance.now() < until) {
      if (work.next().done) {
        channel.port1.close();
        return;
      }
    }
    // A timer would wait for 4 ms each time.
    channel.port2.postMessage(null);
  };
  channel.port1.addEventListener('message', slice);
  channel.port1.start();
  slice();
  return () => {
    isWanted = false;
    channel.port1.close();
  };
}
