import { signatureKinds } from '../index/index.ts';
import { difference, hold, type PackageSet, prepare } from '../query/index.ts';
import { packagesIn, repositoriesOf, type Repository } from './repositories.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

const icse = 'ICSE’23, section 6.3';
const sp = 'S&P’24';
/** Dates outside are wrong clocks (docs/measures.md, reach over time). */
const years = { first: 2005, last: 2099 } as const;

const kinds: readonly { readonly key: (typeof signatureKinds)[number]; readonly label: string }[] = [
  { key: 'pgp', label: 'PGP' }, { key: 'ssh', label: 'SSH' }, { key: 'x509', label: 'X.509' }, { key: 'unknown', label: 'Of another form' },
];
const signers = [{ key: 'personal', label: 'By a person’s own key' }, { key: 'platform', label: 'By a platform or bot' }] as const;

/** Repositories with at least one signed commit. */
export const signed: Measure = {
  info: {
    id: 'signed',
    title: 'Signed repositories and commits',
    group: 'security',
    question: 'How many repositories have a commit whose author can be checked?',
    rule: 'A commit is signed where its object carries a gpgsig header: PGP, SSH or X.509. A repository is signed where one commit that HEAD reaches is. A signature is present, never verified. Whose key it is, the committer tells: an automated account (GitHub’s web-flow, which signs what is merged in the browser, a hub, a bot) or a person. Years are those of the committer’s date.',
    source: `${icse}; ${sp}`,
    unit: 'repositories',
    denominator: 'Repositories of the selection whose commits can be read, each once however many packages share it; their commits. Of the whole mirror, repositories that no record names count too.',
    missing: 'Packages without a clone here, or with one whose commits cannot be read.',
    parameters: [],
    references: [
      { source: icse, note: '132 of 63,182 repositories of Hugging Face in 2022.' },
      { source: sp, note: '0.1 % of 2.02 million commits of 2023.' },
    ],
  },
  compute(context) {
    const { repositories, withClone } = repositoriesOf(context);
    const counted = new Set(repositories.map(({ id }) => id));
    const sums = commitSums(context).filter(({ repository }) => counted.has(repository));
    return [wholePart(context, this.info, repositories, withClone), kindsPart(context, this.info, sums), signersPart(context, this.info, sums), yearsPart(sums)];
  },
  packagesOf(context, part, row) {
    const { repositories } = repositoriesOf(context);
    const byCommits = (isWanted: (sum: CommitSum) => boolean): PackageSet => packagesIn(context, commitSums(context).filter(isWanted).map(({ repository: id }) => ({ id })));
    if (part === 'shares' && row === 'unread') return difference(context.selected, packagesIn(context, repositories));
    const kind = kinds.findIndex(({ key }) => part === 'kinds' && key === row);
    if (kind >= 0) return byCommits(({ signature }) => signature === signatureKinds.indexOf(kinds[kind]?.key ?? 'none'));
    const signer = signers.find(({ key }) => part === 'signers' && key === row);
    return signer && byCommits(({ signature, automated }) => signature > 0 && (automated > 0) === (signer.key === 'platform'));
  },
};

/** Commits of a repository that are alike. */
interface CommitSum {
  readonly repository: number;
  readonly year: number | null;
  readonly signature: number;
  /** 1 where the committer is an automated account. */
  readonly automated: number;
  readonly commits: number;
}

const sumsSql = `
  SELECT c.repository, CAST(strftime('%Y', c.committed, 'unixepoch') AS INTEGER) AS year, c.signature, p.automated, count(*) AS commits
  FROM commits AS c JOIN person AS p ON p.id = c.committer WHERE live() GROUP BY c.repository, year, c.signature, p.automated`;

function commitSums({ database }: MeasureContext): readonly CommitSum[] {
  return hold(database, 'commit sums', (sums) => 80 * sums.length, () => prepare<[], CommitSum>(database, sumsSql).all());
}

function total(sums: readonly CommitSum[], isCounted: (sum: CommitSum) => boolean = () => true): number {
  return sums.reduce((commits, sum) => (isCounted(sum) ? commits + sum.commits : commits), 0);
}

function wholePart(context: MeasureContext, info: Measure['info'], all: readonly Repository[], withClone: number): MeasurePart {
  return {
    kind: 'shares', key: 'shares', title: 'Signed repositories and commits',
    denominator: { words: 'repositories whose commits can be read, and their commits', count: null },
    missing: [{ words: 'packages without readable commits', count: context.packages - withClone, packages: behind({ info }, context, 'shares', 'unread') }],
    reference: icse, notes: [], unit: 'repositories', partition: false,
    rows: [
      shareRow({
        key: 'repositories', label: 'Repositories with a signed commit', count: all.filter((row) => row.signed > 0).length, of: all.length,
        packages: within(context.query, 'has:signature'), reference: { share: 132 / 63_182, count: 132, of: 63_182 },
      }),
      shareRow({ key: 'commits', label: 'Signed commits', count: all.reduce((sum, row) => sum + row.signed, 0), of: all.reduce((sum, row) => sum + row.commits, 0) }),
    ],
  };
}

function kindsPart(context: MeasureContext, info: Measure['info'], sums: readonly CommitSum[]): MeasurePart {
  const of = total(sums, ({ signature }) => signature > 0);
  const rows = kinds.map(({ key, label }) => shareRow({ key, label, count: total(sums, ({ signature }) => signature === signatureKinds.indexOf(key)), of, packages: behind({ info }, context, 'kinds', key) }));
  return {
    kind: 'shares', key: 'kinds', title: 'Signed commits by kind of signature', denominator: { words: 'signed commits', count: of }, missing: [], reference: null, notes: [],
    unit: 'commits', partition: true, rows,
  };
}

function signersPart(context: MeasureContext, info: Measure['info'], sums: readonly CommitSum[]): MeasurePart {
  const of = total(sums, ({ signature }) => signature > 0);
  const rows = signers.map(({ key, label }) => shareRow({
    key, label, count: total(sums, ({ signature, automated }) => signature > 0 && (automated > 0) === (key === 'platform')), of, packages: behind({ info }, context, 'signers', key),
  }));
  return {
    kind: 'shares', key: 'signers', title: 'Signed commits by whose key signs', denominator: { words: 'signed commits', count: of }, missing: [], reference: null,
    notes: ['Told by the committer alone: a signature names a key, not an account.'], unit: 'commits', partition: true, rows,
  };
}

function yearsPart(sums: readonly CommitSum[]): MeasurePart {
  const isDated = ({ year }: CommitSum): boolean => year !== null && year >= years.first && year <= years.last;
  const found = [...new Set(sums.filter(isDated).map(({ year }) => year as number))].sort((left, right) => left - right);
  const line = (key: string, label: string, isCounted: (sum: CommitSum) => boolean): Extract<MeasurePart, { kind: 'lines' }>['lines'][number] => ({
    key, label, published: false,
    points: found.map((year) => {
      const ofYear = sums.filter((sum) => sum.year === year);
      const commits = total(ofYear);
      const count = total(ofYear, isCounted);
      return { x: year, y: count / commits, label: `${year}: ${count.toLocaleString('en')} of ${commits.toLocaleString('en')} commits`, packages: null };
    }),
  });
  return {
    kind: 'lines', key: 'years', title: 'Signed commits by year', denominator: { words: 'commits of the year', count: null },
    missing: [{ words: 'commits without a date from 2005 to 2099', count: total(sums, (sum) => !isDated(sum)), packages: null }],
    reference: sp, notes: [],
    x: { title: 'Year', scale: 'linear', unit: 'year' }, y: { title: 'Share of commits', scale: 'linear', unit: 'share' },
    lines: [
      line('all', 'Signed', ({ signature }) => signature > 0),
      line('personal', 'Signed by a person’s own key', ({ signature, automated }) => signature > 0 && automated === 0),
      { key: 'published', label: sp, published: true, points: [{ x: 2023, y: 0.001, label: '2023: 0.1 % of 2.02 million commits', packages: null }] },
    ],
  };
}
