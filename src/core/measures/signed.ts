import { prepare, hasId } from '../query/index.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext } from './types.ts';
import { within } from './within.ts';

interface RepositoryRow {
  readonly package: number;
  readonly repository: number;
  readonly commits: number;
  readonly signed: number;
}

const repositoriesSql = `
  SELECT p.id AS package, r.id AS repository, r.commits, r.signed_commits AS signed
  FROM package AS p JOIN repository AS r ON r.id = p.repository WHERE r.commits > 0 AND live()`;

/** Repositories with at least one signed commit. */
export const signed: Measure = {
  info: {
    id: 'signed',
    title: 'Signed repositories and commits',
    group: 'security',
    question: 'How many repositories have a commit whose author can be checked?',
    rule: 'A commit is signed where its object carries a gpgsig header: PGP, SSH or X.509. A repository is signed where one commit that HEAD reaches is. A signature is present, never verified.',
    source: 'ICSE’23, section 6.3; S&P’24',
    unit: 'repositories',
    denominator: 'Repositories of the selection whose commits can be read, each once however many packages share it; their commits.',
    missing: 'Packages without a clone here, or with one whose commits cannot be read.',
    parameters: [],
    references: [{ source: 'ICSE’23', note: '132 of 63,182 repositories of Hugging Face in 2022.' }],
  },
  compute(context) {
    const { repositories, withClone } = repositoriesOf(context);
    const all = [...repositories.values()];
    const commits = all.reduce((sum, row) => sum + row.commits, 0);
    return [
      {
        kind: 'shares',
        key: 'shares',
        title: 'Signed repositories and commits',
        denominator: { words: 'repositories whose commits can be read, and their commits', count: null },
        missing: [{ words: 'packages without readable commits', count: context.packages - withClone, packages: within(context.query, '-has:clone') }],
        reference: 'ICSE’23',
        notes: [],
        unit: 'repositories',
        partition: false,
        rows: [
          shareRow({
            key: 'repositories', label: 'Repositories with a signed commit', count: all.filter((row) => row.signed > 0).length, of: all.length,
            packages: within(context.query, 'has:signature'), reference: { share: 132 / 63_182, count: 132, of: 63_182 },
          }),
          shareRow({ key: 'commits', label: 'Signed commits', count: all.reduce((sum, row) => sum + row.signed, 0), of: commits }),
        ],
      },
    ];
  },
};

function repositoriesOf({ database, selected }: MeasureContext): { readonly repositories: ReadonlyMap<number, RepositoryRow>; readonly withClone: number } {
  const rows = prepare<[], RepositoryRow>(database, repositoriesSql).all().filter((row) => hasId(selected, row.package));
  return { repositories: new Map(rows.map((row) => [row.repository, row])), withClone: rows.length };
}
