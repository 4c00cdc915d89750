import type { PackageDetail } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { onlyPackageKey, printPackageKey } from '../package-key.ts';
import { showFiles } from '../show/files.ts';
import { printableText } from '../show/text.ts';
import { day, printable, shown, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

const tabs = ['overview', 'card', 'files', 'history', 'raw'] as const;

export const showVerb: Verb = {
  name: 'show',
  summary: 'one package: overview, card, files, history, raw record',
  usage: `ptmx show HUB/NAME[#N] [--tab ${tabs.join('|')}] [--commit X] [--path FILE] [--limit N] [--mirror PATH] [--json]

HUB is a hub's folder name: huggingface, modelzoo, pytorchhub, onnxmodelzoo, modelhub.
#N tells apart packages of one name: #0 is the first. --limit cuts files and commits (100).
Files are those at HEAD, or at the branch, tag or hash that --commit names; --path prints one of them, a megabyte at most.`,
  options: { tab: { type: 'string' }, commit: { type: 'string' }, path: { type: 'string' }, limit: { type: 'string' } },
  async run(context) {
    const key = onlyPackageKey('show', context.args.positionals);
    const mirror = await context.mirror();
    const asked = { mirror, package: key };
    const limit = context.args.count('limit', 100, 1000) || 1;
    const json = context.args.flag('json');
    switch (context.args.choice('tab', tabs, 'overview')) {
      case 'overview': {
        const detail = await context.call('packages.get', asked);
        return json ? context.printJson(detail) : context.print(overviewLines(detail));
      }
      case 'card': {
        const card = await context.call('packages.card', asked);
        return json ? context.printJson(card) : context.print(printableText(card.kind === 'card' ? card.text : card.reason));
      }
      case 'files':
        return showFiles(context, asked, limit);
      case 'history':
        return showHistory(context, asked, limit, json);
      case 'raw': {
        const raw = await context.call('packages.raw', asked);
        if (json) return context.printJson(raw);
        for (const record of [raw.unified, raw.metadata]) if (record) context.print(`${record.file} at ${record.offset}:\n${record.text}`);
        if (raw.reason !== null) context.note(raw.reason);
      }
    }
  },
};

function overviewLines(detail: PackageDetail): string {
  const { repository } = detail;
  const facts: readonly (readonly [string, string])[] = [
    ['package', printPackageKey(detail)],
    ['purl', shown(detail.purl)],
    ['owner', shown(detail.owner)],
    ['task', shown(detail.task)],
    ['architecture', shown(detail.architecture)],
    ['license', detail.normalised.license && detail.normalised.license.original !== detail.license ? `${detail.license} (as written: ${detail.normalised.license.original})` : shown(detail.license)],
    ['library', shown(detail.library)],
    ['datasets', detail.datasets.join(', ')],
    ['languages', detail.languages.join(', ')],
    ['papers', detail.papers.map((paper) => (paper.kind === 'url' ? paper.id : `${paper.kind}:${paper.id}`)).join(', ')],
    ['base models', detail.lineage.map((step) => `${step.base} (${step.relation})`).join(', ')],
    ['downloads', shown(detail.downloads)],
    ['likes', shown(detail.likes)],
    ['stars', shown(detail.stars)],
    ['files', shown(detail.files)],
    ['claims', detail.claims === 0 ? '' : `${detail.claims}`],
    ['modified', day(detail.modified)],
    ['clone', `${repository.state}${repository.path === null ? '' : `, ${repository.path}`}`],
    ['commits', repository.commits === 0 ? '' : `${shown(repository.commits)} by ${shown(repository.authors)} authors, ${shown(repository.signedCommits)} with a signature`],
    ['url', shown(detail.url)],
    ...detail.facts,
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([label, value]) => `${printable(label.toLowerCase()).padEnd(16)}${printable(value)}`)
    .join('\n');
}

async function showHistory(context: VerbContext, asked: { mirror: string; package: PackageKey }, limit: number, json: boolean): Promise<void> {
  const history = await context.call('packages.history', { ...asked, limit });
  if (json) return context.printJson(history);
  context.print(
    textTable(history.commits, [
      { title: 'commit', value: (commit) => commit.sha.slice(0, 10) },
      { title: 'date', value: (commit) => day(commit.authored) },
      { title: 'signature', value: (commit) => (commit.signature === 'none' ? '' : commit.signature) },
      { title: 'author', value: (commit) => commit.authorName, most: 28 },
      { title: 'subject', value: (commit) => commit.subject, most: 72 },
    ]),
  );
  context.note(history.clone.reason ?? `${history.commits.length} of ${history.total} commits`);
}
