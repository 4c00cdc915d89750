import { Archive, Folder } from 'lucide-react';
import type { MirrorListing } from '../../../../shared/contract/index.ts';
import { type Answer, useCall } from '../../client/use-call.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import styles from './open-dialog.module.css';

/** What lies at the paths; nothing is asked while there are none. */
export function useListing(paths: readonly string[]): Answer<MirrorListing> {
  return useCall('mirrors.inspect', paths.length === 0 ? null : { paths: [...paths] }, true);
}

export function Listing({ listing }: { readonly listing: Answer<MirrorListing> }) {
  if (listing.error) return <ErrorNotice error={listing.error} />;
  if (listing.loading) return <Skeleton lines={3} label="Looking for hubs" />;
  if (!listing.value) return null;
  const { hubs } = listing.value;
  if (hubs.length === 0) {
    return <p className={styles.nothing}>No hub of PTMTorrent lies here. A mirror has data/&lt;hub&gt;/json or data/&lt;hub&gt;/repos below it.</p>;
  }
  return (
    <section aria-label="Found here">
      <h3 className={styles.heading}>Found: {formatPlural(hubs.length, 'hub')}</h3>
      <ul className={styles.found}>
        {hubs.map((hub) => (
          <li key={`${hub.hub} ${hub.path}`} title={hub.path}>
            {hub.origin === 'archive' ? <Archive size={15} strokeWidth={1.7} aria-label="Archive" /> : <Folder size={15} strokeWidth={1.7} aria-label="Folder" />}
            <HubMark hub={hub.hub} named />
            <span className={styles.foundFacts}>
              {factsOf(hub)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function factsOf(hub: MirrorListing['hubs'][number]): string {
  if (hub.origin === 'archive') return `archive, ${formatBytes(hub.archiveBytes)}; its contents are known after indexing`;
  return [
    hub.recordsFile === null ? 'no unified records' : 'unified records',
    formatPlural(hub.metadataFiles, 'metadata file'),
    hub.jsonBytes > 0 && formatBytes(hub.jsonBytes),
    hub.htmlFiles > 0 && formatPlural(hub.htmlFiles, 'HTML page'),
    hub.clones > 0 && formatPlural(hub.clones, 'clone'),
  ]
    .filter(Boolean)
    .join(' · ');
}
