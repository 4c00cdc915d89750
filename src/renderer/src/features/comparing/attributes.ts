import type { PackageDetail } from '../../../../shared/contract/index.ts';
import { hubById } from '../../../../shared/domain/index.ts';
import { formatBytes, formatCount, formatDay } from '../../ui/quantity.ts';

export interface Attribute {
  readonly title: string;
  /** The texts of a package; none where the mirror does not say. Packages differ where these do. */
  readonly of: (detail: PackageDetail) => readonly string[];
}

export interface AttributeGroup {
  readonly title: string;
  readonly attributes: readonly Attribute[];
}

function one(title: string, value: (detail: PackageDetail) => string | null): Attribute {
  return {
    title,
    of: (detail) => {
      const text = value(detail);
      return text === null ? [] : [text];
    },
  };
}

function many(title: string, of: Attribute['of']): Attribute {
  return { title, of: (detail) => [...of(detail)].sort((left, right) => left.localeCompare(right, 'en')) };
}

const count = (value: number | null): string | null => (value === null ? null : formatCount(value));
const day = (value: number | null): string | null => (value === null ? null : formatDay(value));
const yes = (value: boolean): string => (value ? 'yes' : 'no');

const cloneWords = { whole: 'yes', empty: 'empty', broken: 'broken', missing: 'no', archived: 'in an archive' } as const;

/** What packages are compared by, from the index alone. */
export const attributeGroups: readonly AttributeGroup[] = [
  {
    title: 'Identity',
    attributes: [
      one('Hub', ({ hub }) => hubById(hub).title),
      one('Owner', ({ owner }) => owner),
      one('Task', ({ task }) => task),
      one('Architecture', ({ architecture }) => architecture),
      one('Library', ({ library }) => library),
      one('Licence', ({ license }) => license),
      one('Gated', ({ gated }) => yes(gated)),
    ],
  },
  {
    title: 'Popularity and age',
    attributes: [
      one('Downloads', ({ downloads }) => count(downloads)),
      one('Rank by downloads in its hub', ({ downloadRank }) => count(downloadRank)),
      one('Likes', ({ likes }) => count(likes)),
      one('Stars', ({ stars }) => count(stars)),
      one('Created', ({ created }) => day(created)),
      one('Modified', ({ modified }) => day(modified)),
    ],
  },
  {
    title: 'Content',
    attributes: [
      one('Size', ({ bytes }) => (bytes === null ? null : formatBytes(bytes))),
      one('Files', ({ files }) => count(files)),
      one('Parameters', ({ parameters }) => count(parameters)),
      many('Weight formats', ({ formats }) => formats),
      many('Datasets', ({ datasets }) => datasets),
      many('Languages', ({ languages }) => languages),
      many('Base models', ({ lineage }) => lineage.map(({ base, relation }) => `${base} (${relation})`)),
      one('Derived packages', ({ derived }) => count(derived.total)),
    ],
  },
  {
    title: 'Evidence',
    attributes: [
      one('Model card', ({ hasCard }) => yes(hasCard)),
      many('Claims', ({ claimList }) => claimList.map(({ task, dataset, metric, value }) => [task, dataset, `${metric} ${value}`].filter(Boolean).join(' · '))),
      many('Papers', ({ papers }) => papers.map(({ kind, id }) => (kind === 'url' ? id : `${kind}:${id}`))),
    ],
  },
  {
    title: 'Repository',
    attributes: [
      one('Clone here', ({ clone }) => cloneWords[clone]),
      one('Commits', ({ commits }) => count(commits)),
      one('Signed commits', ({ signed }) => count(signed)),
      one('Authors', ({ repository, commits }) => (commits === null ? null : formatCount(repository.authors))),
      one('Last commit', ({ repository }) => day(repository.lastCommit)),
      one('Commit of the record', ({ sha }) => sha?.slice(0, 12) ?? null),
    ],
  },
];

/** Whether the packages are told apart by an attribute; one that none of them states tells nothing. */
export function differs({ of }: Attribute, details: readonly PackageDetail[]): boolean {
  return new Set(details.map((detail) => JSON.stringify(of(detail)))).size > 1;
}
