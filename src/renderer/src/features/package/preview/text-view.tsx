import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { formatCount } from '../../../ui/quantity.ts';
import { ShownText } from '../../../ui/shown-text.tsx';
import { boxHeight, rowsInView } from '../../../ui/table/scroll.ts';
import { useVirtualScroll } from '../../../ui/table/use-virtual-scroll.ts';
import { foldEnds, longestLine, seenLines, splitLines } from './lines.ts';
import styles from './preview.module.css';

const lineHeight = 19;
const margin = 20;

interface TextViewProps {
  readonly label: string;
  readonly text: string;
  readonly folds?: boolean;
  /** Whether lines have numbers; bytes have offsets of their own. */
  readonly numbered?: boolean;
}

/** Text with the numbers of its lines, any number of them; only those in view are drawn. */
export function TextView({ label, text, folds = false, numbered = true }: TextViewProps) {
  const lines = useMemo(() => splitLines(text), [text]);
  const ends = useMemo(() => (folds ? foldEnds(lines) : null), [lines, folds]);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const seen = useMemo(() => (ends === null || folded.size === 0 ? null : seenLines(ends, folded)), [ends, folded]);
  const rows = seen?.length ?? lines.length;
  const { scroller, position, shift, geometry, onScroll } = useVirtualScroll(rows, lineHeight, 0);
  const { from, to } = rowsInView(geometry, position, margin);
  const digits = String(lines.length).length;
  const toggle = (line: number): void =>
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(line)) next.add(line);
      return next;
    });
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and must be reached by keys
    <div ref={scroller} className={styles.text} role="region" aria-label={label} tabIndex={0} onScroll={onScroll}>
      <div className={styles.lines} style={{ height: boxHeight(geometry) }}>
        {Array.from({ length: to - from }, (_, step) => {
          const at = seen?.[from + step] ?? from + step;
          const canFold = ends !== null && (ends[at] ?? at) > at;
          const isFolded = folded.has(at);
          const line = lines[at] ?? '';
          return (
            <div key={at} className={styles.line} style={{ top: (from + step) * lineHeight + shift }}>
              {numbered && (
                <span className={styles.number} style={{ minWidth: `${digits}ch` }}>
                  {at + 1}
                </span>
              )}
              {ends !== null && (
                <span className={styles.fold}>
                  {canFold && (
                    <button type="button" aria-expanded={!isFolded} aria-label={isFolded ? `Unfold line ${at + 1}` : `Fold line ${at + 1}`} onClick={() => toggle(at)}>
                      {isFolded ? <ChevronRight size={12} strokeWidth={2} aria-hidden /> : <ChevronDown size={12} strokeWidth={2} aria-hidden />}
                    </button>
                  )}
                </span>
              )}
              <code>
                <ShownText text={line.length > longestLine ? line.slice(0, longestLine) : line} />
                {isFolded && <span className={styles.note}>{` … ${formatCount((ends?.[at] ?? at) - at)} lines`}</span>}
                {line.length > longestLine && <span className={styles.note}>{` … ${formatCount(line.length - longestLine)} more characters`}</span>}
              </code>
            </div>
          );
        })}
      </div>
    </div>
  );
}
