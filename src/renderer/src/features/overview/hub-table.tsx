import type { HubInfo } from '../../../../shared/contract/index.ts';
import { modelsAddress, printRoute, problemsAddress } from '../../app/route.ts';
import { Coverage } from '../../ui/bar-list.tsx';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatBytes, formatCount, formatPlural, formatShare } from '../../ui/quantity.ts';
import { TableHead } from '../../ui/table-head.tsx';
import styles from './overview.module.css';

/** One row per hub: what this mirror holds, what the dataset published, and how complete the records are. */
export function HubTable({ hubs }: { readonly hubs: readonly HubInfo[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <TableHead titles={['Hub', ['Packages', styles.number], ['Published', styles.number], ['Clones', styles.number], ['Commits', styles.number], ['Signed', styles.number], ['Maintainers', styles.number], ['Owners', classNames(styles.number, styles.owners)], 'Task', 'Architecture', 'Licence', 'Card', ['Problems', styles.number]]} />
        <tbody>
          {hubs.map((hub) => (
            <HubRow key={hub.hub} hub={hub} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HubRow({ hub }: { readonly hub: HubInfo }) {
  const query = `hub:${hub.hub}`;
  const records = `${formatCount(hub.records)} unified records, ${formatCount(hub.uniqueNames)} distinct names`;
  return (
    <tr>
      <th scope="row">
        <a className={styles.hubLink} href={modelsAddress(query)}>
          <HubMark hub={hub.hub} named />
        </a>
      </th>
      <td className={styles.number} title={records}>
        <strong>{formatCount(hub.packages)}</strong>
        <span className={styles.under}>{formatBytes(hub.jsonBytes)} JSON</span>
      </td>
      <td className={styles.number}>
        <span title={`${formatShare(hub.packages, hub.published.packages)} of the published count is here`}>{formatCount(hub.published.packages)}</span>
        <span className={styles.under}>{formatBytes(hub.published.bytes)}</span>
      </td>
      <td className={styles.number}>
        {hub.clones === 0 ? <None hub={hub} /> : <a href={modelsAddress(`${query} is:cloned`)}>{formatCount(hub.clones)}</a>}
        {hub.repositories > 0 && <span className={styles.under} title="Repositories that lie here: one may hold several packages, or none that a record names.">{formatPlural(hub.repositories, 'repository', 'repositories')}</span>}
        {hub.archived > 0 && (
          <span className={styles.under}>
            <a href={modelsAddress(`${query} is:archived`)}>{formatCount(hub.archived)} in an archive</a>
          </span>
        )}
      </td>
      <td className={styles.number}>{hub.repositories === 0 ? <None hub={hub} /> : formatCount(hub.commits)}</td>
      <td className={styles.number}>
        {hub.repositories === 0 ? <None hub={hub} /> : formatCount(hub.signedCommits)}
        {hub.signedCommits > 0 && <span className={styles.under}>{formatShare(hub.signedCommits, hub.commits)}</span>}
      </td>
      <td className={styles.number}>
        {hub.repositories === 0 ? <None hub={hub} /> : <a href={printRoute({ view: 'reach', kind: 'direct', hub: hub.hub, maintainer: null })}>{formatCount(hub.maintainers)}</a>}
      </td>
      <td className={classNames(styles.number, styles.owners)}>
        <a href={printRoute({ view: 'reach', kind: 'owner', hub: hub.hub, maintainer: null })}>{formatCount(hub.owners)}</a>
      </td>
      <td>
        <Coverage part={hub.withTask} all={hub.packages} label="Packages with a task" />
      </td>
      <td>
        <Coverage part={hub.withArchitecture} all={hub.packages} label="Packages with an architecture" />
      </td>
      <td>
        <Coverage part={hub.withLicense} all={hub.packages} label="Packages with a licence" />
      </td>
      <td>
        <Coverage part={hub.withCard} all={hub.packages} label="Packages with a model card" />
      </td>
      <td className={styles.number}>
        {hub.problems === 0 ? formatCount(0) : <a href={problemsAddress({ hub: hub.hub })}>{formatCount(hub.problems)}</a>}
      </td>
    </tr>
  );
}

function None({ hub }: { readonly hub: HubInfo }) {
  return (
    <span className={styles.none} title={hub.archived > 0 ? 'The clones of the hub lie inside an archive' : 'This mirror has no clones of the hub'}>
      —
    </span>
  );
}
