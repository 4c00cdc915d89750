import { type PointerEvent as ReactPointerEvent, useRef, useState } from 'react';
import { isInside } from '../state/walk.ts';
import styles from './canvas.module.css';

interface Place {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

interface LassoProps {
  readonly places: () => readonly Place[];
  readonly onChoose: (ids: readonly string[], add: boolean) => void;
}

/** A line shorter than this is a click. Pixels. */
const clickLength = 6;

/** Lies over the canvas: a line drawn around nodes chooses them, a click chooses the one below. */
export function Lasso({ places, onChoose }: LassoProps) {
  const [line, setLine] = useState<readonly (readonly [number, number])[]>([]);
  const drawing = useRef(false);
  const pointOf = ({ clientX, clientY, currentTarget }: ReactPointerEvent): readonly [number, number] => {
    const { left, top } = currentTarget.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const end = (event: ReactPointerEvent): void => {
    if (!drawing.current) return;
    drawing.current = false;
    setLine([]);
    const [first = [0, 0]] = line;
    const [x, y] = pointOf(event);
    const isClick = line.every(([atX, atY]) => Math.hypot(atX - first[0], atY - first[1]) < clickLength);
    const hit = isClick ? ({ x: atX, y: atY, radius }: Place) => Math.hypot(atX - x, atY - y) <= radius + 2 : (place: Place) => isInside(place.x, place.y, line);
    onChoose(places().filter(hit).map(({ id }) => id), event.ctrlKey || event.metaKey || isClick);
  };
  return (
    <svg
      className={styles.lasso}
      aria-hidden
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        drawing.current = true;
        setLine([pointOf(event)]);
      }}
      onPointerMove={(event) => {
        if (!drawing.current) return;
        const point = pointOf(event);
        setLine((before) => [...before, point]);
      }}
      onPointerUp={end}
      onPointerCancel={() => {
        drawing.current = false;
        setLine([]);
      }}
    >
      {line.length > 1 && <path d={`M${line.map((point) => point.join(' ')).join('L')}Z`} />}
    </svg>
  );
}
