import { addTo, emptySet, packagesOf, intersection, lastPackage, type PackageSet, prepare, readSearch, sizeOf } from '../query/index.ts';
import { maintainersOf, packagesIn, repositoriesOf, type Repository } from './repositories.ts';
import { behind } from './set-name.ts';
import { wilson } from './shares.ts';
import type { Measure, MeasureContext } from './types.ts';
import { within } from './within.ts';

/** A defence against a class of threats, and how its adoption is measured; `null` where nothing in a mirror tells. */
interface Defence {
  readonly key: string;
  readonly threat: 'Spoofing' | 'Tampering' | 'Repudiation' | 'Information disclosure' | 'Denial of service' | 'Elevation of privilege';
  readonly defence: string;
  readonly rule: string;
  readonly adopted: ((context: MeasureContext) => Adoption) | null;
  readonly published: string | null;
}

interface Adoption {
  readonly count: number;
  readonly of: number;
  readonly packages: string | null;
}

const defences: readonly Defence[] = [
  { key: 'verified', threat: 'Spoofing', defence: 'Verified organisations', rule: 'The hub marks an organisation as verified; its listings do not say so.', adopted: null, published: '3.19 % of organisations (ICSE’23)' },
  { key: 'owned', threat: 'Spoofing', defence: 'An owning account in the name', rule: 'The package names the account that owns it.', adopted: (context) => bySearch(context, '', '-is:ownerless'), published: null },
  { key: 'signed', threat: 'Tampering', defence: 'Signed commits', rule: 'Repositories with a commit that carries a signature.', adopted: signedRepositories, published: '0.21 % of repositories (ICSE’23), 0.1 % of commits (S&P’24)' },
  { key: 'valid', threat: 'Tampering', defence: 'Signatures that are valid', rule: 'Needs the signers’ keys, which no mirror has; the signatures of one package are checked with keys that were imported.', adopted: null, published: null },
  { key: 'recorded', threat: 'Tampering', defence: 'A record that names the commit', rule: 'The record states the commit that it describes, so that what was downloaded can be compared with it.', adopted: recordedCommits, published: null },
  { key: 'attributed', threat: 'Repudiation', defence: 'Signed commits', rule: 'As above: without a signature, anybody’s name can stand on a commit.', adopted: signedRepositories, published: '0.21 % of repositories (ICSE’23)' },
  { key: 'gated', threat: 'Information disclosure', defence: 'Gated access', rule: 'The hub gives the package to users only who were accepted.', adopted: (context) => bySearch(context, '', 'is:gated'), published: null },
  { key: 'mirrored', threat: 'Denial of service', defence: 'Independence from the hub', rule: 'Packages whose repository lies in this mirror.', adopted: (context) => bySearch(context, '', 'is:cloned'), published: null },
  { key: 'scanned', threat: 'Elevation of privilege', defence: 'Scans for malware', rule: 'The hub runs ClamAV and a scan of pickles; its listings do not have the results.', adopted: null, published: null },
  { key: 'safe', threat: 'Elevation of privilege', defence: 'Weights that cannot run code', rule: 'Packages that have safetensors and no file that is a pickle, of those with either.', adopted: safeWeights, published: null },
  { key: 'shared', threat: 'Elevation of privilege', defence: 'More than one maintainer', rule: 'Repositories with commits of two people or more, told by e-mail, aliases joined, automated accounts aside: one stolen account is not alone then.', adopted: (context) => repositories(context, isShared(context), behind(adoptedDefences, context, 'defences', 'shared')), published: null },
];

/** STRIDE's classes of threats with how far each defence is adopted. */
export const adoptedDefences: Measure = {
  info: {
    id: 'defences',
    title: 'Threats and defences',
    group: 'security',
    question: 'Which defences against which threats are adopted, and how widely?',
    rule: `Threats in the classes of STRIDE. ${defences.map(({ threat, defence, rule }) => `${threat}, ${defence.toLowerCase()}: ${rule}`).join(' ')}`,
    source: 'STRIDE; defences as discussed in SCORED’22 and ICSE’23',
    unit: 'packages',
    denominator: 'As said at each defence: packages or repositories of the selection.',
    missing: 'What no mirror holds is said to be not computable offline and has no number.',
    parameters: [],
    references: [{ source: 'ICSE’23; S&P’24', note: 'Published for the whole of Hugging Face in 2022 and 2023.' }],
  },
  compute(context) {
    return [
      {
        kind: 'table', key: 'defences', title: 'Adoption of defences', denominator: { words: 'packages or repositories, by defence', count: null }, missing: [], reference: 'ICSE’23; S&P’24',
        notes: ['Adoption says that a defence is used, not that it holds.'],
        columns: [
          { key: 'threat', title: 'Threat', unit: 'text' },
          { key: 'defence', title: 'Defence', unit: 'text' },
          { key: 'share', title: 'Adopted', unit: 'share' },
          { key: 'count', title: 'Count', unit: 'count' },
          { key: 'of', title: 'Of', unit: 'count' },
          { key: 'interval', title: '95 % interval', unit: 'text' },
          { key: 'published', title: 'Published', unit: 'text' },
          { key: 'rule', title: 'Rule', unit: 'text' },
        ],
        rows: defences.map(({ key, threat, defence, rule, adopted, published }) => {
          if (adopted === null) return { key, cells: [threat, defence, null, null, null, 'not computable offline', published, rule], packages: null };
          const { count, of, packages } = adopted(context);
          const interval = wilson(count, of);
          return { key, cells: [threat, defence, of === 0 ? null : count / of, count, of, interval === null ? null : `${percent(interval.low)} to ${percent(interval.high)}`, published, rule], packages };
        }),
        total: defences.length,
      },
    ];
  },
  packagesOf(context, part, row) {
    if (part !== 'defences') return undefined;
    if (row === 'recorded') return withCommit(context);
    return row === 'shared' ? packagesIn(context, repositoriesOf(context).repositories.filter(isShared(context))) : undefined;
  },
};

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;
}

/** Packages that a condition finds, of those that another one does. */
function bySearch({ database, selected, query }: MeasureContext, among: string, condition: string): Adoption {
  const set = (text: string) => packagesOf(database, readSearch(text).tree);
  const of = intersection(selected, set(among));
  return { count: sizeOf(intersection(of, set(condition))), of: sizeOf(of), packages: within(query, condition) };
}

function safeWeights(context: MeasureContext): Adoption {
  return bySearch(context, 'format:safetensors OR has:pickle', 'format:safetensors -has:pickle');
}

function recordedCommits(context: MeasureContext): Adoption {
  const count = sizeOf(intersection(withCommit(context), context.selected));
  return { count, of: context.packages, packages: behind(adoptedDefences, context, 'defences', 'recorded') };
}

function withCommit({ database }: MeasureContext): PackageSet {
  const set = emptySet(lastPackage(database));
  for (const id of prepare<[], number>(database, 'SELECT id FROM package WHERE sha IS NOT NULL AND live()').pluck().all()) addTo(set, id);
  return set;
}

function signedRepositories(context: MeasureContext): Adoption {
  return repositories(context, ({ signed }) => signed > 0, within(context.query, 'has:signature'));
}

function repositories(context: MeasureContext, isAdopted: (row: Repository) => boolean, packages: string): Adoption {
  const { repositories: all } = repositoriesOf(context);
  return { count: all.filter(isAdopted).length, of: all.length, packages };
}

function isShared(context: MeasureContext): (row: Repository) => boolean {
  const people = maintainersOf(context);
  return ({ id }) => (people.get(id) ?? 0) > 1;
}
