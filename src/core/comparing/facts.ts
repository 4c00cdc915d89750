import type { ComparisonCell, ComparisonRow, PackageDetail } from '../../shared/contract/index.ts';
import { hubById } from '../../shared/domain/index.ts';
import { countText } from '../../shared/text/quantity.ts';
import { known, missing, row, stated, unknown } from './cells.ts';
import type { Side } from './side.ts';

type Detail = PackageDetail;
type Of = (detail: Detail) => ComparisonCell;

/** A list that nobody states is not known to be empty. */
function listed(values: readonly string[]): ComparisonCell {
  return values.length === 0 ? unknown() : known([...values].sort((left, right) => left.localeCompare(right, 'en')));
}

/** Facts that only commits tell. */
function ofCommits(value: (detail: Detail) => number | null): Of {
  return (detail) => {
    if (detail.commits === null) return unknown(detail.clone === 'archived' ? 'Its clone lies in an archive.' : 'No clone that can be read is here.');
    return stated(value(detail));
  };
}

/** Whether the list of its files is known, so that what it lacks is not there. */
function knowsFiles({ files, clone }: Detail): boolean {
  return files !== null || clone === 'whole';
}

const rowOf = (details: readonly Detail[]) => (id: string, title: string, of: Of, kind: ComparisonRow['kind'] = 'text', rule: string | null = null): ComparisonRow => row(id, title, details.map(of), { kind, rule });

export function purposeRows(details: readonly Detail[]): readonly ComparisonRow[] {
  const make = rowOf(details);
  return [
    make('hub', 'Hub', ({ hub }) => known([hubById(hub).title])),
    make('owner', 'Owner', ({ owner }) => stated(owner)),
    make('task', 'Task', ({ task }) => stated(task)),
    make('architecture', 'Architecture', ({ architecture }) => stated(architecture)),
    make('library', 'Library', ({ library }) => stated(library)),
    make('parameters', 'Parameters', ({ parameters }) => stated(parameters), 'count', 'As the hub or the name of the package states them.'),
    make('size', 'Size', ({ bytes }) => stated(bytes), 'bytes'),
    make('formats', 'Weight formats', (detail) => (detail.formats.length > 0 ? listed(detail.formats) : knowsFiles(detail) ? missing('None of its files has a known format.') : unknown())),
    make('languages', 'Languages', ({ languages }) => listed(languages)),
    make('datasets', 'Datasets', ({ datasets }) => listed(datasets)),
    make('gated', 'Gated', ({ gated }) => (gated ? known(['yes']) : unknown('Older records do not tell.'))),
  ];
}

export function generalRows(details: readonly Detail[]): readonly ComparisonRow[] {
  const make = rowOf(details);
  return [
    make('downloads', 'Downloads', ({ downloads }) => stated(downloads), 'count'),
    make('download-rank', 'Rank by downloads in its hub', ({ downloadRank }) => stated(downloadRank), 'count'),
    make('likes', 'Likes', ({ likes }) => stated(likes), 'count'),
    make('stars', 'Stars', ({ stars }) => stated(stars), 'count'),
    make('created', 'Created', ({ created }) => stated(created), 'day'),
    make('modified', 'Modified', ({ modified }) => stated(modified), 'day'),
    make('card', 'Model card', (detail) => (detail.hasCard ? known(['yes']) : knowsFiles(detail) ? missing() : unknown())),
    make('commits', 'Commits', ofCommits(({ commits }) => commits), 'count'),
    make('authors', 'Authors of commits', ofCommits(({ repository }) => repository.authors), 'count'),
    make('last-commit', 'Last commit', ofCommits(({ repository }) => repository.lastCommit), 'day'),
    make('papers', 'Papers', ({ papers }) => listed(papers.map(({ kind, id }) => (kind === 'url' ? id : `${kind}:${id}`)))),
  ];
}

export function signatureRows(sides: readonly Side[]): readonly ComparisonRow[] {
  const make = rowOf(sides.map(({ detail }) => detail));
  const signedAlone: Of = (detail) => {
    const cell = ofCommits(({ signed }) => signed)(detail);
    return cell.state === 'known' && detail.commits !== null ? { ...cell, note: `of ${detail.commits.toLocaleString('en')} commits` } : cell;
  };
  return [
    make('signed', 'Signed commits', signedAlone, 'count', 'A signature is present; whether it is good is checked on the page of the package.'),
    row('signature-kinds', 'Kinds of signature', sides.map(kindsCell), { rule: 'Signed commits by the form of their signature.' }),
    row('signers', 'Whose keys sign', sides.map(signersCell), { rule: 'Told by the committer: an automated account or platform, or a person.' }),
    row('keys', 'Keys that signed', sides.map(keysCell), { kind: 'count', rule: 'Different keys, as the signatures name them.' }),
    make('record-commit', 'Commit of the record', ({ sha }) => stated(sha)),
    make('head', 'HEAD of the clone', ({ repository }) => (repository.head === null ? unknown('No clone that can be read is here.') : known([repository.head]))),
    make('record-and-head', 'Record against HEAD', ({ repository: { recordCommit } }) => (recordCommit === 'unknown' || recordCommit === 'not-stated' ? unknown() : known([recordWords[recordCommit]]))),
  ];
}

const kindWords = { pgp: 'PGP', ssh: 'SSH', x509: 'X.509', unknown: 'of another form' } as const;
const noCommits = 'No clone that can be read is here.';

function kindsCell({ signed }: Side): ComparisonCell {
  if (signed === null) return unknown(noCommits);
  return signed.kinds.length === 0 ? missing('None is signed.') : known(signed.kinds.map(({ kind, commits }) => `${kindWords[kind]}: ${countText(commits)}`));
}

function signersCell({ signed }: Side): ComparisonCell {
  if (signed === null) return unknown(noCommits);
  const { personal, platform } = signed;
  if (personal + platform === 0) return missing('None is signed.');
  return known([...(personal > 0 ? [`persons: ${countText(personal)}`] : []), ...(platform > 0 ? [`platforms: ${countText(platform)}`] : [])]);
}

function keysCell({ signed, keys }: Side): ComparisonCell {
  if (signed === null) return unknown(noCommits);
  if (signed.kinds.length === 0) return missing('None is signed.');
  if (keys === null) return unknown('Only the index was asked, which names no keys.');
  if (!keys.complete) return unknown('Not all signatures were read yet; the page of the package goes on.');
  if (keys.keys.length === 0) return missing('Its signatures name no key that can be read.');
  return known([keys.keys.length + keys.moreKeys], { note: keys.keys.slice(0, 3).map(({ key, platform, signer }) => platform ?? signer ?? key.slice(-16)).join(', ') || null });
}

const recordWords = { equal: 'the same commit', ancestor: 'HEAD is later', absent: 'not in the clone' } as const;
