import type { FacetField } from '../../../../shared/contract/index.ts';
import { hubById, isHubId } from '../../../../shared/domain/index.ts';
import { printValue } from '../../../../shared/search/index.ts';
import { modelsAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { BarList } from '../../ui/bar-list.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import styles from './subsets.module.css';

const profiled = [{ field: 'hub', title: 'Hubs' }, { field: 'task', title: 'Tasks' }, { field: 'license', title: 'Licences' }] as const satisfies readonly { readonly field: FacetField; readonly title: string }[];
const mostValues = 6;

/** What a subset's packages are, by their most frequent values. */
export function ProfilePanel({ mirror, query }: { readonly mirror: string; readonly query: string }) {
  const facets = useCall('packages.facets', { mirror, query, fields: profiled.map(({ field }) => field), limit: mostValues });
  return (
    <Panel title="Profile">
      {facets.error && <ErrorNotice error={facets.error} onRetry={facets.reload} />}
      {facets.value === null && facets.loading && <Skeleton lines={4} label="Counting values" />}
      <div className={styles.profile}>
        {facets.value?.facets.map(({ field, values }) => (
          <section key={field} aria-label={profiled.find((one) => one.field === field)?.title}>
            <h3>{profiled.find((one) => one.field === field)?.title}</h3>
            <BarList
              empty="None states one."
              bars={values.map(({ value, count }) => ({
                key: value, count, href: modelsAddress(`${query} ${field}:${printValue(value)}`), title: isHubId(value) ? hubById(value).title : value,
                label: field === 'hub' && isHubId(value) ? <HubMark hub={value} named /> : value,
              }))}
            />
          </section>
        ))}
      </div>
    </Panel>
  );
}
