/** Says when an answer that is wanted soon has to go out with what is counted by then. */
export interface TimeLimit {
  isOver(): boolean;
}

export const noLimit: TimeLimit = { isOver: () => false };

/** Over after so many milliseconds; never, where none are given. */
export function limitOf(withinMs: number | undefined): TimeLimit {
  if (withinMs === undefined) return noLimit;
  const end = performance.now() + withinMs;
  return { isOver: () => performance.now() >= end };
}
