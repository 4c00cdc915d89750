import { Columns2, Plus, RotateCcw } from 'lucide-react';
import type { CallAnswer, Decision, PackageRow } from '../../../../shared/contract/index.ts';
import { mostCompared } from '../../../../shared/contract/compare-limits.ts';
import { fitsOf, queryOf, queryOfRequirements } from '../../../../shared/choosing/index.ts';
import { isSamePackage, packageId } from '../../../../shared/domain/index.ts';
import { compareRoute, modelsAddress, navigate, packageAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { HubMark } from '../../ui/marks.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { sayError } from '../../ui/toast.tsx';
import { useSavedDraft } from '../../ui/use-saved-draft.ts';
import { QueryBox } from '../models/query-box.tsx';
import { Candidates } from './candidates.tsx';
import { FitMarks } from './fit-marks.tsx';
import { addCandidates, changeDecision } from './store.ts';
import styles from './choosing.module.css';

interface StageProps {
  readonly mirror: string;
  readonly opened: CallAnswer<'decisions.get'>;
}

/** Packages of the search that are shown to choose from; the list of models shows all. */
const mostShown = 8;

/** Candidates from the search, compared, and taken or dropped with a reason. */
export function Selection({ mirror, opened }: StageProps) {
  const { decision } = opened;
  const compared = decision.candidates.filter(({ verdict }) => verdict !== 'dropped').map(({ package: key }) => key);
  return (
    <>
      <Search mirror={mirror} decision={decision} />
      <Panel
        title="Candidates"
        note={decision.candidates.length === 0 ? undefined : 'Each with its exact version, and why it was taken or dropped'}
        actions={
          <Button
            icon={Columns2}
            disabled={compared.length < 2}
            title={compared.length < 2 ? 'Two or more that are not dropped can be compared' : compared.length > mostCompared ? `The first ${mostCompared} of those that are not dropped` : undefined}
            onClick={() => navigate(compareRoute(compared))}
          >
            {compared.length < 2 ? 'Compare' : `Compare ${Math.min(compared.length, mostCompared)}`}
          </Button>
        }
      >
        <Candidates opened={opened} />
      </Panel>
    </>
  );
}

function Search({ mirror, decision }: { readonly mirror: string; readonly decision: Decision }) {
  const { draft: query, type } = useSavedDraft(queryOf(decision), (text) => void changeDecision('Edited the search', (content) => ({ ...content, query: text === queryOfRequirements(content.requirements) ? null : text }), 'query'));
  const { value, error, loading } = useCall('packages.search', { mirror, query, limit: mostShown });
  const isCandidate = (row: PackageRow): boolean => decision.candidates.some(({ package: key }) => isSamePackage(key, row));
  return (
    <Panel
      title="Search"
      note={decision.query === null ? 'It follows the requirements until it is edited' : 'Edited: it no longer follows the requirements'}
      actions={
        decision.query !== null && (
          <Button look="quiet" icon={RotateCcw} onClick={() => void changeDecision('Let the search follow the requirements', (content) => ({ ...content, query: null }))}>
            Follow the requirements
          </Button>
        )
      }
    >
      <QueryBox query={query} notes={value?.notes ?? []} onChange={type} />
      {error && <ErrorNotice error={error} />}
      {!value && loading && <Skeleton lines={5} label="Searching" />}
      {value && (
        <div aria-busy={loading}>
          <p className={styles.count}>
            <output>{formatPlural(value.total, 'package')}</output> · <a href={modelsAddress(query)}>Show in Models</a>
          </p>
          <ul className={styles.results} aria-label="Packages found">
            {value.rows.map((row) => (
              <li key={packageId(row)}>
                <HubMark hub={row.hub} />
                <a href={packageAddress(row)} title={row.name}>
                  {row.name}
                </a>
                <span className={styles.resultFacts}>{row.downloads === null ? 'downloads unknown' : formatPlural(row.downloads, 'download')}</span>
                <FitMarks fits={fitsOf(decision.requirements, row)} />
                <Button look="quiet" icon={Plus} disabled={isCandidate(row)} aria-label={`Add ${row.name} as a candidate`} onClick={() => void add(mirror, decision.id, row)}>
                  {isCandidate(row) ? 'Added' : 'Add'}
                </Button>
              </li>
            ))}
          </ul>
          {value.total > value.rows.length && <p className={styles.count}>and {formatCount(value.total - value.rows.length)} more</p>}
        </div>
      )}
    </Panel>
  );
}

async function add(mirror: string, id: string, row: PackageRow): Promise<void> {
  sayError(await addCandidates(mirror, id, [row], false));
}
