import { FileText } from 'lucide-react';
import { lazy, Suspense } from 'react';
import type { CallAnswer } from '../../../../shared/contract/index.ts';
import type { PackageKey } from '../../../../shared/domain/index.ts';
import { ErrorBoundary } from '../../app/error-boundary.tsx';
import { packageAddress, packageFileAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Badge } from '../../ui/marks.tsx';
import { formatBytes } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { maxLaidOut } from './card/limits.ts';
import { FrontMatter } from './card/front-matter.tsx';
import styles from './card.module.css';

type Card = Extract<CallAnswer<'packages.card'>, { kind: 'card' }>;

const CardBody = lazy(async () => ({ default: (await import('./card/card-body.tsx')).CardBody }));

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
          <Source card={card} package={key} />
          {card.frontMatter !== null && card.frontMatter.trim() !== '' && <FrontMatter front={card.front} written={card.frontMatter} />}
          {card.text.trim() === '' ? (
            <p className={styles.source}>The card has no text.</p>
          ) : (
            <ErrorBoundary>
              <Suspense fallback={<Skeleton lines={10} />}>
                <CardBody mirror={mirror} package={key} card={card} />
              </Suspense>
            </ErrorBoundary>
          )}
        </div>
      )}
    </div>
  );
}

function Source({ card, package: key }: { readonly card: Card; readonly package: PackageKey }) {
  // Behind what the answer holds, a card of a clone is read on; one of the hub's metadata is not.
  const shown = card.path === null ? card.to : Math.min(card.size, maxLaidOut);
  const written = card.path === null ? packageAddress(key, 'raw') : packageFileAddress(key, { path: card.path, commit: null });
  return (
    <p className={styles.source}>
      <span>
        From <code>{card.source}</code>, {formatBytes(card.size)}
      </span>
      {shown < card.size && <Badge tone="warning">{`Cut: the first ${formatBytes(shown)} are laid out`}</Badge>}
      <a href={written}>{card.path === null ? 'Open the record' : 'Open the file'}</a>
    </p>
  );
}
