import { Pause, Play, SkipBack, SkipForward } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Graph } from '../../../../../shared/contract/index.ts';
import { beginnings, type GraphTimes, shownAt, stepFrom, timesOf } from '../../../../../shared/graph/index.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Select } from '../../../ui/field.tsx';
import { formatCount, formatDay, formatPlural } from '../../../ui/quantity.ts';
import { usePlay } from './use-play.ts';
import styles from './time-bar.module.css';

interface TimeBarProps {
  readonly graph: Graph;
  /** The moment that is shown, in seconds since 1970; null: all of it. */
  readonly time: number | null;
  readonly onTime: (time: number | null) => void;
}

/** Places of the slider. */
const stops = 1000;

const lengths = [
  { value: '10', label: 'in 10 s' },
  { value: '30', label: 'in 30 s' },
  { value: '90', label: 'in 90 s' },
] as const;

/** Plays a graph by commit date. `timesOf` and `shownAt` tell what is there at a time. */
export function TimeBar({ graph, time, onTime }: TimeBarProps) {
  const times = useMemo(() => timesOf(graph), [graph]);
  if (times.moments.length < 2) return <p className={styles.none}>No dates of commits are known of this picture, so that it cannot be played by them.</p>;
  return <Bar graph={graph} times={times} time={time} onTime={onTime} />;
}

function Bar({ graph, times, time, onTime }: TimeBarProps & { readonly times: GraphTimes }) {
  const [length, setLength] = useState('30');
  const [first, last] = [times.moments[0] ?? 0, times.moments.at(-1) ?? 0];
  const { playing, start, pause } = usePlay({ from: first, to: last, duration: Number(length) * 1000, time, onTime });
  const there = useMemo(() => shownAt(times, time), [times, time]);
  const count = (shown: readonly boolean[]): number => shown.reduce((sum, one) => sum + Number(one), 0);
  const go = (to: number | null): void => {
    pause();
    onTime(to !== null && to >= last ? null : to);
  };
  const share = time === null ? 1 : Math.max(0, Math.min(1, (time - first) / (last - first)));
  const date = time === null ? `all, to ${formatDay(last)}` : `until ${formatDay(time)}`;
  return (
    <div className={styles.bar} role="group" aria-label="Time, by commit date">
      <IconButton icon={playing ? Pause : Play} label={playing ? 'Pause' : 'Play by commit date'} onClick={playing ? pause : start} />
      <IconButton icon={SkipBack} label="To the commit before" disabled={time !== null && time <= first} onClick={() => go(stepFrom(times, time, -1))} />
      <IconButton icon={SkipForward} label="To the next commit" disabled={time === null} onClick={() => go(stepFrom(times, time, 1))} />
      <div className={styles.track}>
        <Beginnings times={times} share={share} />
        <input type="range" aria-label="Date shown" aria-valuetext={date} min={0} max={stops} value={Math.round(share * stops)} onChange={(event) => go(first + (Number(event.target.value) / stops) * (last - first))} />
      </div>
      <span className={styles.facts}>
        <strong>{date}</strong>
        <span aria-live={playing ? 'off' : 'polite'}>
          {formatCount(count(there.nodes))} of {formatPlural(graph.nodes.length, 'node')}, {formatCount(count(there.edges))} of {formatPlural(graph.edges.length, 'edge')}
          {times.undated > 0 && `; ${formatCount(times.undated)} without a date always shown`}
        </span>
      </span>
      <Select label="Length of the whole play" value={length} options={lengths} onChange={setLength} />
      {time !== null && <Button onClick={() => go(null)}>Show all dates</Button>}
    </div>
  );
}

const bars = 80;

/** When how much began, behind the slider. */
function Beginnings({ times, share }: { readonly times: GraphTimes; readonly share: number }) {
  const counts = useMemo(() => beginnings(times, bars), [times]);
  const highest = Math.max(1, ...counts);
  return (
    <svg className={styles.beginnings} viewBox={`0 0 ${bars} 100`} preserveAspectRatio="none" aria-hidden>
      {counts.map((count, at) => {
        // By the root, since a day on which a hub was filled would flatten all others.
        const tall = count === 0 ? 0 : Math.max(6, Math.sqrt(count / highest) * 100);
        // oxlint-disable-next-line react/no-array-index-key -- bars have no other name than their place
        return <rect key={at} className={(at + 0.5) / bars > share ? styles.later : undefined} x={at + 0.08} width={0.84} y={100 - tall} height={tall} />;
      })}
    </svg>
  );
}
