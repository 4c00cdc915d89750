/** Makes what runs one piece of work after the other, in the order of asking; one that fails does not hold up those behind it. */
export function makeTurn(): (run: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (run) => {
    const own = last.then(run);
    last = own.catch(() => undefined);
    return own;
  };
}
