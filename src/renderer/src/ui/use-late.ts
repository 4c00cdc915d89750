import { useEffect, useState } from 'react';

/** Milliseconds after which a person notices that something is waited for. */
const noticedMs = 150;

/**
 * Whether something is waited for, once that is noticed. What comes sooner shows no sign of waiting: it would flicker, and even a
 * transition that has not begun yet makes the browser draw the part twice.
 */
export function useLate(isAwaited: boolean): boolean {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    if (!isAwaited) return;
    const timer = setTimeout(() => setLate(true), noticedMs);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [isAwaited]);
  return isAwaited && isLate;
}
