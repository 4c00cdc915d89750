import { Check, FlaskConical, Scale } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CallAnswer, ComparedClaim } from '../../../../shared/contract/index.ts';
import { hubById, packageId, type PackageKey } from '../../../../shared/domain/index.ts';
import { packageAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Badge } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { TableHead } from '../../ui/table-head.tsx';
import { showMeasuredDialog, useMeasured } from '../measured/store.ts';
import styles from './claims.module.css';
import tab from './package.module.css';

type Claims = CallAnswer<'packages.claims'>;
type Elsewhere = ComparedClaim['elsewhere'][number];

/** Rows drawn at first, and with each "more". */
const step = 100;

/** What a package claims of its performance, and where else the same is stated, otherwise or just so. */
export function ClaimsTab({ mirror, package: key }: { readonly mirror: string; readonly package: PackageKey }) {
  const changes = useMeasured((state) => state.changes);
  const { value, error, loading, reload } = useCall('packages.claims', { mirror, package: key });
  useEffect(() => {
    if (changes > 0) reload();
  }, [changes, reload]);
  return (
    <div className={tab.scroll}>
      {error && <ErrorNotice error={error} onRetry={reload} />}
      {loading && !value && <Skeleton lines={10} label="Comparing the claims" />}
      {value && value.total === 0 && (
        <Empty icon={Scale} title="No machine-readable claims">
          Neither the model-index of its card, nor evaluation files, nor the hub’s own fields state a result of this package. What a card says in words is not read.
        </Empty>
      )}
      {value && value.total > 0 && <Compared value={value} />}
    </div>
  );
}

function Compared({ value }: { readonly value: Claims }) {
  const [onlyOther, setOnlyOther] = useState(false);
  const [shown, setShown] = useState(step);
  const claims = onlyOther ? value.claims.filter(differs) : value.claims;
  const differing = value.claims.filter(differs).length;
  const compared = value.claims.filter(({ elsewhere }) => elsewhere.length > 0).length;
  return (
    <div className={styles.claims}>
      <Panel
        title="Claims"
        note={`${formatPlural(value.total, 'claim')}, ${formatCount(compared)} stated elsewhere too, ${formatCount(differing)} otherwise. As stated; nothing was measured here.`}
        actions={<Button icon={FlaskConical} onClick={() => showMeasuredDialog('manage')}>Measured results…</Button>}
      >
        <label className={styles.only}>
          <input type="checkbox" checked={onlyOther} disabled={differing === 0} onChange={(event) => setOnlyOther(event.currentTarget.checked)} />
          Only those stated otherwise elsewhere
        </label>
        <div className={styles.wide}>
          <table className={styles.table}>
            <TableHead titles={['Task', 'Dataset', 'Metric', ['Value', styles.number], 'Source', 'Strict', 'Stated elsewhere']} />
            <tbody>
              {claims.slice(0, shown).map((claim, at) => (
                <tr key={`${at} ${claim.metric} ${claim.value}`}>
                  <td>{claim.task ?? '—'}</td>
                  <td>{claim.dataset ?? '—'}</td>
                  <td>{claim.metric}</td>
                  <td className={styles.number}>{claim.value}</td>
                  <td>{sources[claim.source] ?? claim.source}</td>
                  <td>{claim.strict ? <Check size={15} strokeWidth={2.2} aria-label="passes the strict rule" /> : <span aria-label="does not pass the strict rule">—</span>}</td>
                  <td>{claim.elsewhere.length === 0 ? <span className={styles.faint}>nowhere</span> : <ul>{claim.elsewhere.map((other, index) => <Statement key={`${index} ${other.value}`} other={other} />)}</ul>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {claims.length > shown && (
          <Button onClick={() => setShown(shown + step)}>
            Show {formatCount(Math.min(step, claims.length - shown))} more of {formatCount(claims.length - shown)}
          </Button>
        )}
      </Panel>
      <Rules value={value} />
    </div>
  );
}

const sources: Readonly<Record<string, string>> = { 'model-index': 'model-index', hub: 'the hub', 'eval-results': 'evaluation file' };

function differs({ elsewhere }: ComparedClaim): boolean {
  return elsewhere.some(({ agrees }) => !agrees);
}

function Statement({ other }: { readonly other: Elsewhere }) {
  const { value, agrees, points, scaled } = other;
  return (
    <li>
      <Badge tone={agrees ? 'good' : 'warning'} title={scaled ? 'A share beside a percentage, compared as percentages' : undefined}>
        {agrees ? 'same' : points === null ? 'other' : `${points > 0 ? '+' : '−'}${Math.abs(points)}`}
      </Badge>
      <span className={styles.value}>{value}</span>
      <span className={styles.place}>
        <Place place={other.place} />
      </span>
    </li>
  );
}

function Place({ place }: { readonly place: Elsewhere['place'] }) {
  switch (place.kind) {
    case 'claim':
      return <>another claim of the package, {sources[place.source] ?? place.source}</>;
    case 'card':
      return (
        <span title={`${place.source}, line ${place.line} of its text: ${[place.heading, place.row, place.column].filter((part) => part !== '').join(' / ')}`}>
          table in the card, {[place.row, place.column].filter((part) => part !== '').join(' / ')}
        </span>
      );
    case 'package':
      return (
        <a href={packageAddress(place.package, 'claims')}>
          {place.package.name} in {hubById(place.package.hub).title}
        </a>
      );
    case 'measured':
      return (
        <>
          measured: {place.name} in {place.list}
        </>
      );
  }
}

/** What was compared with what, and by which rules. */
function Rules({ value }: { readonly value: Claims }) {
  const { strictFailure, card, namesakes, lists, claims, total } = value;
  return (
    <Panel title="How it was compared">
      <ul className={styles.rules}>
        <li>
          <strong>Strict rule</strong> (ICSE’23, Fig. 7): the first entry of the model-index has results, each with a task and a dataset object, and every metric a name, a type and a number.{' '}
          {strictFailure === null ? 'Claims that pass are marked.' : strictFailure}
        </li>
        <li>
          <strong>The same claim</strong> has the same dataset and metric, spelling aside, and no other task. Values agree where they are equal once rounded to the decimals of the one that states fewer; a share beside a percentage is
          compared as a percentage.
        </li>
        <li>
          <strong>Tables of the card</strong>: {card.reason ?? `${formatPlural(card.numbers, 'number')} read in ${card.source ?? 'the card'}.`} Row or column must name the metric, and the other, or the heading above, the dataset; rows of other models do not count.
        </li>
        <li>
          <strong>Other hubs</strong>:{' '}
          {namesakes.length === 0
            ? 'no package of the same name without its owner makes claims.'
            : namesakes.map(({ package: key, claims: count }, at) => (
                <span key={packageId(key)}>
                  {at > 0 && ', '}
                  <a href={packageAddress(key, 'claims')}>{key.name}</a> in {hubById(key.hub).title} with {formatPlural(count, 'claim')}
                </span>
              ))}
        </li>
        <li>
          <strong>Measured results</strong>: {lists.length === 0 ? 'no imported list names this package.' : lists.map(({ title, results }) => `${title} with ${formatPlural(results, 'result')}`).join(', ')}
        </li>
        {total > claims.length && <li>The first {formatCount(claims.length)} of {formatCount(total)} claims are shown.</li>}
      </ul>
    </Panel>
  );
}
