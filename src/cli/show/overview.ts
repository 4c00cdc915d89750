import type { CallAnswer, PackageDetail } from '../../shared/contract/index.ts';
import { packageText } from '../../shared/domain/index.ts';
import { day, printable, shown } from '../table.ts';

type Evidence = CallAnswer<'packages.evidence'>;

/** The facts of a package, a line each; what is not stated is left out. */
export function overviewLines(detail: PackageDetail, evidence: Evidence): string {
  const { repository } = detail;
  const { contents, licence } = evidence;
  const facts: readonly (readonly [string, string])[] = [
    ['package', packageText(detail)],
    ['purl', shown(detail.purl)],
    ['owner', shown(detail.owner)],
    ['task', shown(detail.task)],
    ['architecture', shown(detail.architecture)],
    ['license', detail.normalised.license && detail.normalised.license.original !== detail.license ? `${detail.license} (as written: ${detail.normalised.license.original})` : shown(detail.license)],
    ['license text', licence.files.length === 0 ? '' : `${licence.files.map(({ path, license }) => `${license ?? 'not recognised'} in ${path}`).join(', ')}${licence.verdict === 'conflicts' ? ': not the stated one' : ''}`],
    ['library', shown(detail.library)],
    ['datasets', detail.datasets.join(', ')],
    ['languages', detail.languages.join(', ')],
    ['papers', detail.papers.map((paper) => (paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`)).join(', ')],
    ['base models', detail.lineage.map((step) => `${step.base} (${step.relation})`).join(', ')],
    ['downloads', detail.downloadRank === null ? shown(detail.downloads) : `${shown(detail.downloads)}, rank ${detail.downloadRank} of its hub`],
    ['likes', shown(detail.likes)],
    ['stars', shown(detail.stars)],
    ['dependents', detail.dependents === null ? '' : `${shown(detail.dependents)} repositories, by PeaTMOSS`],
    ['files', shown(detail.files)],
    ['claims', detail.claims === 0 ? '' : `${detail.claims}`],
    ['modified', day(detail.modified)],
    ['clone', `${repository.state}${repository.path === null ? '' : `, ${repository.path}`}`],
    ['contents', contents === null ? '' : `${contents.kind}, ${contents.pointersHere} of ${contents.pointers} LFS files here`],
    ['record commit', repository.recordCommit === 'not-stated' ? '' : repository.recordCommit],
    ['commits', repository.commits === 0 ? '' : `${shown(repository.commits)} by ${shown(repository.authors)} authors, ${shown(repository.signedCommits)} with a signature`],
    ['url', shown(detail.url)],
    ...detail.facts,
  ];
  return [
    ...facts.filter(([, value]) => value !== '').map(([label, value]) => `${printable(label.toLowerCase()).padEnd(16)}${printable(value)}`),
    '',
    ...evidence.attributes.map(({ title, state, evidence: places }) => `${marks[state]} ${title.padEnd(30)}${printable(places.join('; ')).slice(0, 120)}`.trimEnd()),
  ].join('\n');
}

/** Found, not found, not looked everywhere. */
const marks = { present: '+', missing: '-', unknown: '?' } as const;
