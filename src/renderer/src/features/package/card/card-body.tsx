import { useCallback, useEffect, useRef, useState } from 'react';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import type { Heading } from './card-builder.ts';
import { CardOutline } from './card-outline.tsx';
import { goToName, showCard } from './show-card.ts';
import styles from '../card.module.css';

interface CardBodyProps {
  readonly package: PackageKey;
  readonly text: string;
  /** The card's path in the clone; null where there is none. */
  readonly path: string | null;
  readonly images: Readonly<Record<string, string>>;
}

/** A card laid out beside the list of its headings. */
export function CardBody({ package: { hub, name, ordinal }, text, path, images }: CardBodyProps) {
  const host = useRef<HTMLElement>(null);
  const [progress, setProgress] = useState<'waiting' | 'begun' | 'whole' | 'failed'>('waiting');
  const [headings, setHeadings] = useState<readonly Heading[]>([]);
  const goTo = useCallback((anchor: string): void => {
    if (host.current) goToName(host.current, anchor);
  }, []);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    setProgress('waiting');
    setHeadings([]);
    return showCard(element, {
      text,
      place: { folder: path === null ? null : path.slice(0, Math.max(0, path.lastIndexOf('/'))) },
      context: { package: { hub, name, ordinal }, images, goTo },
      onHeadings: (more) => setHeadings((before) => [...before, ...more]),
      onProgress: setProgress,
    });
  }, [text, path, images, hub, name, ordinal, goTo]);
  return (
    <div className={styles.columns}>
      <div className={styles.main}>
        {progress === 'waiting' && <Skeleton lines={10} label="Laying out the model card" />}
        {progress === 'failed' && <ErrorNotice error={{ code: 'internal', message: 'The card could not be laid out.', hint: 'Its text is under Files, or in the raw record.' }} />}
        <article ref={host} className={styles.card} aria-label="Model card" aria-busy={progress === 'waiting' || progress === 'begun'} />
      </div>
      <CardOutline headings={headings} onGo={goTo} />
    </div>
  );
}
