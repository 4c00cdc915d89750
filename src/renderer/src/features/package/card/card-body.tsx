import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallAnswer } from '../../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../../shared/domain/index.ts';
import { call } from '../../../client/client.ts';
import { ErrorNotice, Skeleton } from '../../../ui/states.tsx';
import type { Heading } from './card-builder.ts';
import { maxLaidOut } from './limits.ts';
import { CardOutline } from './card-outline.tsx';
import { goToName, showCard } from './show-card.ts';
import styles from './card-body.module.css';

type Card = Extract<CallAnswer<'packages.card'>, { kind: 'card' }>;

interface CardBodyProps {
  readonly mirror: string;
  readonly package: PackageKey;
  readonly card: Card;
}

/** Some milliseconds of the page's thread for an answer. */
const pieceBytes = 512 << 10;

/** A card laid out beside the list of its headings. */
export function CardBody({ mirror, package: { hub, name, ordinal }, card }: CardBodyProps) {
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
    const controller = new AbortController();
    const stop = showCard(element, {
      pieces: () => piecesOf(mirror, { hub, name, ordinal }, card, controller.signal),
      place: { folder: card.path === null ? null : card.path.slice(0, Math.max(0, card.path.lastIndexOf('/'))) },
      context: { package: { hub, name, ordinal }, images: card.images, goTo },
      onHeadings: (more) => setHeadings((before) => [...before, ...more]),
      onProgress: setProgress,
    });
    return () => {
      controller.abort();
      stop();
    };
  }, [mirror, card, hub, name, ordinal, goTo]);
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

async function* piecesOf(mirror: string, key: PackageKey, { text, path, size, to }: Card, signal: AbortSignal): AsyncGenerator<string> {
  yield text;
  if (path === null) return;
  const end = Math.min(size, maxLaidOut);
  for (let at = to; at < end; ) {
    const answer = await call('packages.file', { mirror, package: key, path, form: 'text', offset: at, limit: Math.min(pieceBytes, end - at) }, signal);
    // What was read so far is shown all the same.
    if (!answer.ok || answer.value.kind !== 'text' || answer.value.to <= at) return;
    yield answer.value.text;
    at = answer.value.to;
  }
}
