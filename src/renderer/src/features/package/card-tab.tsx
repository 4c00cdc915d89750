import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { Badge } from '../../ui/marks.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { ErrorBoundary } from '../../app/error-boundary.tsx';
import styles from './card.module.css';

const CardMarkdown = lazy(async () => ({ default: (await import('./card-markdown.tsx')).CardMarkdown }));

/** The model card: hostile text, shown without scripts, styles or anything from the network. */
export function CardTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const { value: card, error, loading, reload } = useCall('packages.card', { mirror, package: key }, true);
  return (
    <div className={styles.scroll}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {loading && <Skeleton lines={10} label="Loading the model card" />}
      {card?.kind === 'none' && (
        <Empty icon={FileText} title="No model card here">
          {card.reason}
        </Empty>
      )}
      {card?.kind === 'card' && (
        <div className={styles.layout}>
          <p className={styles.source}>
            From <code>{card.source}</code>
            {card.truncated && <Badge tone="warning">Cut: the card is longer than is shown</Badge>}
          </p>
          {card.frontMatter !== null && card.frontMatter.trim() !== '' && (
            <details className={styles.front}>
              <summary>Metadata of the card</summary>
              <pre>{card.frontMatter}</pre>
            </details>
          )}
          <ErrorBoundary>
            <Suspense fallback={<Skeleton lines={10} />}>
              <CardMarkdown text={card.text} images={card.images} />
            </Suspense>
          </ErrorBoundary>
        </div>
      )}
    </div>
  );
}
