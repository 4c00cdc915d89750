import { useEffect, useRef, useState } from 'react';

/** Pictures a second while playing; each may lay labels anew. */
const smoothRate = 12;
/** For those who asked for less motion it goes in steps, a second apart. */
const calmRate = 1;

interface Playing {
  readonly playing: boolean;
  readonly start: () => void;
  readonly pause: () => void;
}

interface PlayOptions {
  readonly from: number;
  readonly to: number;
  /** How long the whole span takes. Milliseconds. */
  readonly duration: number;
  readonly time: number | null;
  readonly onTime: (time: number | null) => void;
}

/** Moves a time forward until the end of the span, then shows all and stops. */
export function usePlay({ from, to, duration, time, onTime }: PlayOptions): Playing {
  const [playing, setPlaying] = useState(false);
  const now = useRef(time);
  const tell = useRef(onTime);
  useEffect(() => {
    now.current = time;
    tell.current = onTime;
  });

  useEffect(() => {
    if (!playing) return;
    const rate = matchMedia('(prefers-reduced-motion: reduce)').matches ? calmRate : smoothRate;
    const stride = ((to - from) * 1000) / (duration * rate);
    const timer = setInterval(() => {
      const next = (now.current ?? from) + stride;
      if (next >= to) setPlaying(false);
      tell.current(next >= to ? null : next);
    }, 1000 / rate);
    return () => clearInterval(timer);
  }, [playing, from, to, duration]);

  return {
    playing,
    start: () => {
      // From the end, or where all is shown, it begins anew.
      if (time === null || time >= to) onTime(from);
      setPlaying(true);
    },
    pause: () => setPlaying(false),
  };
}
