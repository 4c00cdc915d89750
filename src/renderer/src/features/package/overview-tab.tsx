import { GitBranch } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PackageDetail, PackageEvidence } from '../../../../shared/contract/index.ts';
import { packageId } from '../../../../shared/domain/index.ts';
import { modelsAddress, packageAddress } from '../../app/route.ts';
import { type Fact, FactList, Panel } from '../../ui/panel.tsx';
import { useCall } from '../../client/use-call.ts';
import { Badge, type Tone } from '../../ui/marks.tsx';
import { ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { NotesPanel } from '../notes/notes-panel.tsx';
import { formatBytes, formatCount, formatDay, formatPlural } from '../../ui/quantity.ts';
import { DependentsPanel } from '../peatmoss/dependents-panel.tsx';
import { filterText } from '../overview/filter-text.ts';
import { Checklist } from './checklist.tsx';
import { UnpackButton } from '../unpacking/unpack-button.tsx';
import { recordCommitText, sharedText } from './clone-text.ts';
import { Lineage } from './lineage.tsx';
import { webAddress } from './links.ts';
import { OutsideLink } from './outside-link.tsx';
import styles from './package.module.css';

export function OverviewTab({ mirror, detail }: { readonly mirror: string; readonly detail: PackageDetail }) {
  const key = { hub: detail.hub, name: detail.name, ordinal: detail.ordinal };
  // Read from card and clone, which may take its time: the records are on screen meanwhile.
  const { value: evidence, error, loading, reload } = useCall('packages.evidence', { mirror, package: key }, true);
  return (
    <div className={styles.scroll}>
      <div className={styles.columns}>
        <div className={styles.primary}>
          {detail.description && <p className={styles.description}>{detail.description}</p>}
          <Panel title="Facts">
            <FactList facts={mainFacts(detail, evidence)} wide />
          </Panel>
          {error && <ErrorNotice error={error} onRetry={reload} />}
          {loading && <Skeleton lines={6} label="Reading card and files" />}
          {evidence && <Checklist evidence={evidence} />}
          <Lineage detail={detail} />
          {detail.facts.length > 0 && (
            <Panel title="What the hub says" note="Fields of this hub alone">
              <FactList facts={detail.facts.map(([label, value]) => ({ label, value: <HubValue value={value} /> }))} wide />
            </Panel>
          )}
        </div>
        <div className={styles.secondary}>
          <NotesPanel mirror={mirror} package={detail} />
          <CloneFacts detail={detail} evidence={evidence} />
          <DependentsPanel key={packageId(detail)} mirror={mirror} detail={detail} />
          <ValueList title="Datasets" field="dataset" values={detail.datasets} />
          <ValueList title="Languages" field="language" values={detail.languages} />
          <ValueList title="Weights formats" field="format" values={detail.formats} />
          <Papers papers={detail.papers} />
          <ValueList title="Tags" field="tag" values={detail.tags} />
        </div>
      </div>
    </div>
  );
}

function mainFacts(detail: PackageDetail, evidence: PackageEvidence | null): readonly Fact[] {
  const { normalised } = detail;
  const facts: readonly (Fact | false)[] = [
    normalised.task !== null && { label: 'Task', value: <Normalised field="task" {...normalised.task} /> },
    normalised.architecture !== null && { label: 'Architecture', value: <Normalised field="arch" {...normalised.architecture} /> },
    normalised.license !== null && { label: 'Licence', value: <Normalised field="license" {...normalised.license} /> },
    evidence !== null && evidence.licence.files.length > 0 && { label: 'Licence text', value: <LicenceText licence={evidence.licence} /> },
    normalised.library !== null && { label: 'Library', value: <Normalised field="library" {...normalised.library} /> },
    detail.downloads !== null && {
      label: 'Downloads',
      value: detail.downloadRank === null ? formatCount(detail.downloads) : `${formatCount(detail.downloads)} (rank ${formatCount(detail.downloadRank)} of its hub)`,
    },
    detail.likes !== null && { label: 'Likes', value: formatCount(detail.likes) },
    detail.stars !== null && { label: 'Stars', value: formatCount(detail.stars) },
    detail.dependents !== null && { label: 'Dependents', value: `${formatPlural(detail.dependents, 'repository', 'repositories')}, by PeaTMOSS` },
    detail.parameters !== null && { label: 'Parameters', value: formatCount(detail.parameters) },
    detail.files !== null && { label: 'Files', value: <a href={packageAddress(detail, 'files')}>{formatCount(detail.files)}</a> },
    detail.bytes !== null && { label: 'Size', value: formatBytes(detail.bytes) },
    detail.claims > 0 && { label: 'Claims', value: <a href={packageAddress(detail, 'claims')}>{formatPlural(detail.claims, 'machine-readable claim')}</a> },
    detail.created !== null && { label: 'Created', value: formatDay(detail.created) },
    detail.modified !== null && { label: 'Modified', value: formatDay(detail.modified) },
    detail.url !== null && { label: 'Address', value: <OutsideLink url={detail.url} /> },
    detail.recordNumber !== null && { label: 'Record number', value: formatCount(detail.recordNumber) },
    detail.metadataId !== null && { label: 'Metadata id', value: <code>{detail.metadataId}</code> },
  ];
  return facts.filter((fact) => fact !== false);
}

const verdicts: Readonly<Record<PackageEvidence['licence']['verdict'], { readonly tone: Tone; readonly text: string } | null>> = {
  agrees: { tone: 'good', text: 'as stated' },
  conflicts: { tone: 'warning', text: 'not the stated one' },
  'text-only': { tone: 'neutral', text: 'none is stated' },
  'not-recognised': { tone: 'neutral', text: 'not recognised' },
  'stated-only': null,
  none: null,
};

/** What the licence files of the clone say, beside the licence that is stated. */
function LicenceText({ licence }: { readonly licence: PackageEvidence['licence'] }) {
  const verdict = verdicts[licence.verdict];
  return (
    <>
      {licence.files.map(({ path, license }) => `${license ?? 'Unknown words'} in ${path}`).join(', ')} {verdict && <Badge tone={verdict.tone}>{verdict.text}</Badge>}
    </>
  );
}

interface NormalisedProps {
  readonly field: 'task' | 'arch' | 'license' | 'library';
  readonly value: string;
  readonly original: string;
}

/** The value that everything counts with, and the hub's own spelling where it is another. */
function Normalised({ field, value, original }: NormalisedProps) {
  return (
    <>
      <a href={modelsAddress(filterText(field, value))}>{value}</a>
      {original !== value && <span className={styles.original}>written as “{original}”</span>}
    </>
  );
}

function HubValue({ value }: { readonly value: string }): ReactNode {
  return webAddress(value) === null ? value : <OutsideLink url={value} />;
}

function CloneFacts({ detail, evidence }: { readonly detail: PackageDetail; readonly evidence: PackageEvidence | null }) {
  const clone = detail.repository;
  const shared = sharedText(clone);
  if (clone.state === 'missing') {
    return (
      <Panel title="Clone">
        <p className={styles.muted}>
          <GitBranch size={14} strokeWidth={1.8} aria-hidden /> {clone.reason ?? 'No clone of this package lies in this mirror.'}
        </p>
        {detail.sha && <FactList facts={[{ label: 'Record names', value: <code>{detail.sha.slice(0, 12)}</code> }]} />}
      </Panel>
    );
  }
  const isArchived = clone.state === 'archived';
  const facts: readonly (Fact | false)[] = [
    clone.reason !== null && { label: clone.state === 'broken' ? 'Broken' : 'State', value: clone.reason },
    evidence !== null && evidence.contents !== null && { label: 'Contents', value: contentsText(evidence.contents) },
    clone.branch !== null && { label: 'Branch', value: clone.branch },
    clone.head !== null && { label: 'HEAD', value: <code title={clone.head}>{clone.head.slice(0, 12)}</code> },
    { label: 'Record commit', value: detail.sha ? <><code title={detail.sha}>{detail.sha.slice(0, 12)}</code> {recordCommitText(clone)}</> : recordCommitText(clone) },
    !isArchived && { label: 'Commits', value: <a href={packageAddress(detail, 'history')}>{formatCount(clone.commits)}</a> },
    !isArchived && { label: 'With signature', value: clone.commits === 0 ? '—' : `${formatCount(clone.signedCommits)} of ${formatCount(clone.commits)}` },
    !isArchived && { label: 'Authors', value: formatCount(clone.authors) },
    clone.firstCommit !== null && { label: 'First commit', value: formatDay(clone.firstCommit) },
    clone.lastCommit !== null && { label: 'Last commit', value: formatDay(clone.lastCommit) },
    shared !== null && { label: 'Repository', value: shared },
    clone.inArchive !== null && { label: 'Unpacked', value: sizeInArchive(clone.inArchive) },
    clone.path !== null && { label: 'Path', value: <code>{clone.path}</code> },
  ];
  return (
    <Panel title="Clone" actions={isArchived && <UnpackButton hub={detail.hub} />}>
      <FactList facts={facts.filter((fact) => fact !== false)} />
    </Panel>
  );
}

function contentsText({ kind, files, pointers, pointersHere, pointerBytes, pointerBytesHere, missing }: NonNullable<PackageEvidence['contents']>): string {
  const parts = [
    { whole: files === 1 ? 'the one file is here' : `all ${formatPlural(files, 'file')} are here`, pointers: 'pointers only', partial: 'partial' }[kind],
    pointers > 0 && `${formatCount(pointersHere)} of ${formatPlural(pointers, 'LFS file')} here, ${formatBytes(pointerBytesHere)} of ${formatBytes(pointerBytes)}`,
    missing > 0 && `${formatPlural(missing, 'file')} missing or damaged`,
  ];
  return parts.filter(Boolean).join('; ');
}

function sizeInArchive({ files, bytes, gitFiles, gitBytes }: NonNullable<PackageDetail['repository']['inArchive']>): string {
  const work = files === 0 ? 'no work tree' : `${formatPlural(files, 'file')}, ${formatBytes(bytes)}`;
  return `${work}; git folder ${formatPlural(gitFiles, 'file')}, ${formatBytes(gitBytes)}`;
}

interface ValueListProps {
  readonly title: string;
  readonly field: 'dataset' | 'language' | 'format' | 'tag';
  readonly values: readonly string[];
}

function ValueList({ title, field, values }: ValueListProps) {
  if (values.length === 0) return null;
  return (
    <Panel title={title} note={values.length > 1 ? formatCount(values.length) : undefined}>
      <ul className={styles.values}>
        {values.map((value) => (
          <li key={value}>
            <a href={modelsAddress(filterText(field, value))}>{value}</a>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Papers({ papers }: { readonly papers: PackageDetail['papers'] }) {
  if (papers.length === 0) return null;
  const addresses = { arxiv: 'https://arxiv.org/abs/', doi: 'https://doi.org/', url: '' };
  return (
    <Panel title="Papers">
      <ul className={styles.papers}>
        {papers.map((paper) => (
          <li key={`${paper.kind}:${paper.id}`}>
            <OutsideLink url={addresses[paper.kind] + paper.id}>{paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`}</OutsideLink>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
