import { UsageError } from '../arguments.ts';
import { onlyPackageKey } from '../package-key.ts';
import { askAll } from '../show/all.ts';
import { claimLines, claimNotes } from '../show/claims.ts';
import { showFiles } from '../show/files.ts';
import { historyOptions, showHistory } from '../show/history.ts';
import { overviewLines } from '../show/overview.ts';
import { showSignatures } from '../show/signatures.ts';
import { showWeights } from '../show/weights.ts';
import { shown } from '../table.ts';
import type { Verb } from '../verb.ts';

const tabs = ['overview', 'card', 'files', 'weights', 'history', 'signatures', 'claims', 'raw', 'all'] as const;

export const showVerb: Verb = {
  name: 'show',
  summary: 'one package: overview, card, files, weights, history, signatures, claims, raw record',
  usage: `ptmx show HUB/NAME[#N] [--tab ${tabs.join('|')}] [--limit N]
  [--path PATH] [--commit SHA] [--refs head|all] [--find TEXT] [--heat]
  [--mirror PATH] [--json]

HUB is a hub's folder name: huggingface, modelzoo, pytorchhub, onnxmodelzoo, modelhub.
#N tells apart packages of one name: #0 is the first. --limit cuts files, weights, commits and claims (100).
files: those at HEAD, or at the branch, tag or hash that --commit names; --path prints one of them, a megabyte at most.
all: every tab under its name, with --json only.
weights: --path PATH tells one weight file in full.
history: --commit SHA shows one commit and the files it changed (the start of its name will do);
--refs all takes all branches and tags beside HEAD; --find TEXT takes commits that mention it; --heat lists the files that changed most often.`,
  options: { tab: { type: 'string' }, limit: { type: 'string' }, path: { type: 'string' }, ...historyOptions },
  async run(context) {
    const key = onlyPackageKey('show', context.args.positionals);
    const mirror = await context.mirror();
    const asked = { mirror, package: key };
    const limit = context.args.count('limit', 100, 1000) || 1;
    const json = context.args.flag('json');
    switch (context.args.choice('tab', tabs, 'overview')) {
      case 'overview': {
        const detail = await context.call('packages.get', asked);
        const evidence = await context.call('packages.evidence', asked);
        return json ? context.printJson({ ...detail, evidence }) : context.print(overviewLines(detail, evidence));
      }
      case 'card': {
        const card = await context.call('packages.card', asked);
        if (json) return context.printJson(card);
        context.print(card.kind === 'card' ? card.text : card.reason);
        if (card.kind === 'card' && card.to < card.size) context.note(`The first ${shown(card.to)} of ${shown(card.size)} bytes${card.path === null ? '' : `; --tab files --path ${card.path} prints the file`}`);
        return;
      }
      case 'files':
        return showFiles(context, asked, limit);
      case 'weights':
        return showWeights(context, asked, limit, json);
      case 'history':
        return showHistory(context, asked, limit, json);
      case 'signatures':
        return showSignatures(context, asked, limit, json);
      case 'claims': {
        const claims = await context.call('packages.claims', asked);
        if (json) return context.printJson(claims);
        context.print(claims.total === 0 ? 'No machine-readable claims.' : claimLines(claims, limit));
        for (const note of claimNotes(claims)) context.note(note);
        return;
      }
      case 'raw': {
        const raw = await context.call('packages.raw', asked);
        if (json) return context.printJson(raw);
        for (const record of [raw.unified, raw.metadata]) if (record) context.print(`${record.file} at ${record.offset}:\n${record.text}`);
        if (raw.reason !== null) context.note(raw.reason);
        return;
      }
      case 'all':
        if (!json) throw new UsageError('--tab all is for programs: it needs --json.');
        context.printJson(await askAll(context, asked, limit));
    }
  },
};
