import { type KeyboardEvent, memo, type MouseEvent, type PointerEvent, type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MeasurePart } from '../../../../shared/contract/index.ts';
import { type Mark, partScene, type Scene, type Shape } from '../../../../shared/chart/index.ts';
import { goToAddress, modelsAddress } from '../../app/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { useGraphTheme } from '../graph/appearance/use-graph-theme.ts';
import { nearestMark, stepMark } from './roving.ts';
import styles from './chart.module.css';

interface ChartProps {
  readonly part: MeasurePart;
  readonly fontSize?: number;
  /** Bars or lines at most. */
  readonly most?: number;
  readonly referenceWord?: string;
  /** C on a bar or point. */
  readonly onCopy?: (key: string) => void;
}

/** A part drawn as elements of the page. One stop of the Tab key; arrows go from bar to bar and from point to point, Enter to the packages behind it. */
export function Chart({ part, fontSize = 12, most, referenceWord, onCopy }: ChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const theme = useGraphTheme();
  const scene = useMemo(
    () => (width === null ? null : partScene(part, { width, theme, fontSize, head: false, ...(most === undefined ? {} : { most }), ...(referenceWord === undefined ? {} : { referenceWord }) })),
    [part, width, theme, fontSize, most, referenceWord],
  );
  return (
    <div ref={frame} className={styles.frame}>
      {scene && <Drawn scene={scene} freely={part.kind === 'lines'} onCopy={onCopy} />}
    </div>
  );
}

function useWidth(frame: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = (): void => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return width === 0 ? null : width;
}

interface DrawnProps {
  readonly scene: Scene;
  /** Points lie anywhere, and the nearest one is meant; bars have rows of their own. */
  readonly freely: boolean;
  readonly onCopy: ((key: string) => void) | undefined;
}

function Drawn({ scene, freely, onCopy }: DrawnProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [active, setActive] = useState(0);
  const [shown, setShown] = useState<'pointer' | 'keyboard' | null>(null);
  const at = Math.min(active, scene.marks.length - 1);
  const mark = scene.marks[at];

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key.toLowerCase() === 'c' && mark && onCopy) {
      event.preventDefault();
      event.stopPropagation();
      onCopy(mark.key);
      return;
    }
    const next = stepMark(scene.marks, at, event.key);
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    setShown('keyboard');
    svg.current?.querySelector<SVGElement>(`[data-mark="${next}"]`)?.focus();
  };
  const onPointerMove = (event: PointerEvent): void => {
    const box = svg.current?.getBoundingClientRect();
    if (!box) return;
    const scale = scene.width / box.width;
    const found = nearestMark(scene.marks, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale, freely);
    if (found !== null) setActive(found);
    setShown(found === null ? null : 'pointer');
  };
  const onClick = (event: MouseEvent): void => {
    // Links of bars are followed by the browser itself.
    if (freely && shown === 'pointer' && mark?.packages && event.target instanceof Element && !event.target.closest('a')) goToAddress(modelsAddress(mark.packages));
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the bars and points inside take the focus
    <div
      className={classNames(freely && mark?.packages && shown === 'pointer' && styles.linked)}
      role="application"
      aria-roledescription="chart"
      aria-label={`${scene.title}, walked with the arrow keys. ${scene.description}`}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setShown((before) => (before === 'pointer' ? null : before))}
      onClick={onClick}
      onFocus={() => setShown('keyboard')}
      onBlur={() => setShown(null)}
    >
      <svg ref={svg} className={styles.chart} viewBox={`0 0 ${scene.width} ${scene.height}`} width={scene.width} height={scene.height}>
        <Shapes shapes={scene.shapes} />
        {scene.marks.map((one, index) => (
          <MarkTarget key={`${one.series} ${one.key}`} mark={one} index={index} isActive={index === at} freely={freely} />
        ))}
        {shown !== null && mark && <rect className={styles.active} x={mark.box.x} y={mark.box.y} width={mark.box.width} height={mark.box.height} rx={freely ? mark.box.width / 2 : 3} aria-hidden />}
      </svg>
      {shown !== null && mark && <Hint mark={mark} scene={scene} copies={onCopy !== undefined && shown === 'keyboard'} />}
    </div>
  );
}

/** Drawn once for each scene, however the pointer moves. */
const Shapes = memo(function Shapes({ shapes }: { readonly shapes: readonly Shape[] }) {
  return <g aria-hidden>{shapes.map((shape, at) => drawShape(shape, at))}</g>;
});

function drawShape(shape: Shape, key: number) {
  switch (shape.kind) {
    case 'rect':
      return <rect key={key} x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={shape.fill} stroke={shape.stroke} strokeWidth={0.75} strokeDasharray={shape.dashes} />;
    case 'line':
      return <line key={key} x1={shape.x1} y1={shape.y1} x2={shape.x2} y2={shape.y2} stroke={shape.stroke} strokeWidth={shape.width} strokeDasharray={shape.dashes} />;
    case 'path':
      return <path key={key} d={shape.path} fill={shape.fill ?? 'none'} stroke={shape.stroke} strokeWidth={shape.width ?? 1} strokeDasharray={shape.dashes} />;
    case 'text':
      return (
        <text key={key} x={shape.x} y={shape.y} fontSize={shape.size} fill={shape.fill} textAnchor={shape.anchor} fontWeight={shape.bold ? 600 : undefined} transform={shape.turned ? `rotate(-90 ${shape.x} ${shape.y})` : undefined}>
          {shape.whole !== undefined && <title>{shape.whole}</title>}
          {shape.text}
        </text>
      );
  }
}

interface MarkTargetProps {
  readonly mark: Mark;
  readonly index: number;
  readonly isActive: boolean;
  readonly freely: boolean;
}

const MarkTarget = memo(function MarkTarget({ mark, index, isActive, freely }: MarkTargetProps) {
  const area = <rect x={mark.box.x} y={mark.box.y} width={mark.box.width} height={mark.box.height} fill="transparent" pointerEvents={freely ? 'none' : 'all'} />;
  const common = { 'data-mark': index, tabIndex: isActive ? 0 : -1, 'aria-label': mark.spoken, className: styles.mark } as const;
  return mark.packages === null ? (
    <g {...common} role="img">
      {area}
    </g>
  ) : (
    <a {...common} href={modelsAddress(mark.packages)}>
      {area}
    </a>
  );
});

/** The number in words, beside what is pointed at. */
function Hint({ mark, scene, copies }: { readonly mark: Mark; readonly scene: Scene; readonly copies: boolean }) {
  const middle = mark.box.x + mark.box.width / 2;
  const toRight = middle > scene.width * 0.55;
  const isRow = mark.box.width > scene.width * 0.6;
  const top = mark.box.y + mark.box.height + 4;
  return (
    <div className={styles.hint} style={isRow ? { left: 0, top } : toRight ? { right: scene.width - middle, top } : { left: middle, top }} aria-hidden>
      {mark.spoken}
      {(mark.packages !== null || copies) && (
        <span>
          {mark.packages !== null && (copies ? 'Enter: the packages' : 'Click: the packages')}
          {copies && `${mark.packages === null ? '' : ' · '}C: copy a line for a paper`}
        </span>
      )}
    </div>
  );
}
