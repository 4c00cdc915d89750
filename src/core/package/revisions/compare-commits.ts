import { historyLimits } from '../../../shared/contract/history-limits.ts';
import type { CommitComparison } from '../../../shared/contract/index.ts';
import { cancelledError, ExpectedError } from '../../../shared/result.ts';
import { cardFields, claimsOfModelIndex, parseJson } from '../../mirror/index.ts';
import { cardAt } from '../card.ts';
import { cardFactsOf } from '../card-facts.ts';
import { nameKey } from '../claims/index.ts';
import { insideClone, type OpenClone, type PackageClone } from '../clone.ts';
import { atCommit } from '../commit-name.ts';
import { readContent } from '../content.ts';
import { describeChange } from '../history/commit-detail.ts';
import { commitRow } from '../history/commit-row.ts';
import { compareTrees, findRenames } from '../repository/changes.ts';
import { TreeFinder } from '../tree-paths.ts';
import { fieldChanges } from './field-changes.ts';
import { diffLines, type DiffLine } from './line-diff.ts';

type Claims = CommitComparison['claims'];

const maxConfigBytes = 1 << 20;
/** Lines of a comparison that are told; the ones around a change stand beside it. */
const mostLines = 4_000;
const context = 3;
const maxLine = 2_000;

/**
 * What one commit has otherwise than another: files, the card by fields and lines, config.json by values, and the claims of the card's model-index. Neither needs
 * to come from the other. `folder`: where in the repository the package lies. Throws `not-found` for a commit that is not there, `unreadable` for a clone that cannot be read.
 */
export function compareCommits(clone: PackageClone, from: string, to: string, folder: string | null, isStopped: () => boolean): CommitComparison {
  return insideClone(
    clone,
    (opened) => {
      const [before, after] = [atCommit(opened, from, isStopped), atCommit(opened, to, isStopped)];
      const [first, second] = [opened.repository.readCommit(before.head), opened.repository.readCommit(after.head)];
      const compared = compareTrees((sha) => opened.repository.readTree(sha), first.tree, second.tree, { maxChanges: 100_000, maxFolders: 50_000, isStopped });
      if (isStopped()) throw cancelledError();
      const changes = findRenames(compared.changes);
      const [cardBefore, cardAfter] = [cardOf(before, folder), cardOf(after, folder)];
      const unreadable = compared.unreadableFolders;
      return {
        from: commitRow(first, []),
        to: commitRow(second, []),
        files: { changes: changes.slice(0, historyLimits.changes).map((change) => describeChange(opened.repository, change)), total: changes.length, isComplete: !compared.truncated && unreadable.length === 0 },
        card: compareCards(cardBefore, cardAfter),
        config: fieldChanges(configOf(before, folder), configOf(after, folder)),
        claims: compareClaims(cardBefore.facts, cardAfter.facts),
        notes: [
          ...(unreadable.length === 0 ? [] : [`Folders that are missing or damaged in the clone, so that nothing is known of what they hold: ${unreadable.slice(0, 3).join(', ').slice(0, 300)}.`]),
          ...opened.repository.problems().map(({ message }) => message),
        ],
      };
    },
    (reason) => {
      throw new ExpectedError('unreadable', `The clone cannot be read: ${clone.reason ?? reason}`);
    },
  );
}

interface CardOfCommit {
  readonly path: string | null;
  readonly text: string;
  readonly facts: ReturnType<typeof cardFactsOf>;
  readonly truncated: boolean;
}

function cardOf(opened: OpenClone, folder: string | null): CardOfCommit {
  const card = cardAt(opened, { clone: opened.clone, metadataText: null, folder, withoutImages: true });
  if (typeof card === 'string') return { path: null, text: '', facts: null, truncated: false };
  return { path: card.path, text: card.text, facts: card.frontMatter === null ? null : cardFactsOf(card.frontMatter), truncated: card.truncated };
}

/** The package's own, the repository's, or Modelhub.ai's, whose clones keep it there. */
function configOf(opened: OpenClone, folder: string | null): unknown {
  const finder = new TreeFinder(opened.repository, opened.head);
  const place = [...(folder === null ? [] : [`${folder}/config.json`]), 'config.json', 'contrib_src/model/config.json'].map((path) => finder.find(path)).find((found) => found !== null) ?? null;
  const content = place === null || place.kind === 'folder' ? null : readContent(opened, place, maxConfigBytes);
  if (content === null || content.kind === 'absent' || content.truncated) return null;
  try {
    return parseJson(new TextDecoder().decode(content.bytes));
  } catch {
    return 'not JSON';
  }
}

function compareCards(before: CardOfCommit, after: CardOfCommit): CommitComparison['card'] {
  const lines = diffLines(linesOf(before.text), linesOf(after.text));
  const shown = lines === null ? [] : withContext(lines);
  const counted = (kind: DiffLine['kind']): number => lines?.filter((line) => line.kind === kind).length ?? 0;
  const reasons = [
    lines === null ? 'The texts are too long or too different to be compared line by line.' : '',
    before.truncated || after.truncated ? 'Only the first megabyte of the card was compared.' : '',
    shown.length > mostLines ? `The first ${mostLines.toLocaleString('en')} lines are shown.` : '',
  ].filter(Boolean);
  const withoutClaims = ({ facts }: CardOfCommit): unknown => (facts === null ? null : Object.fromEntries(Object.entries(facts).filter(([key]) => key !== 'model-index')));
  return {
    before: before.path,
    after: after.path,
    fields: fieldChanges(withoutClaims(before), withoutClaims(after)),
    lines: shown.slice(0, mostLines),
    added: counted('added'),
    removed: counted('removed'),
    reason: reasons.length === 0 ? null : reasons.join(' '),
  };
}

function linesOf(text: string): readonly string[] {
  const trimmed = text.replace(/^\s*\n/, '').trimEnd();
  return trimmed === '' ? [] : trimmed.split(/\r\n?|\n/);
}

/** Changed lines with those around them; what is left out between is one line of its own. */
function withContext(lines: readonly DiffLine[]): CommitComparison['card']['lines'] {
  const kept = new Set<number>();
  for (const [at, { kind }] of lines.entries()) if (kind !== 'same') for (let near = at - context; near <= at + context; near += 1) kept.add(near);
  const shown: CommitComparison['card']['lines'] = [];
  for (const [at, line] of lines.entries()) {
    if (kept.has(at)) shown.push({ ...line, text: line.text.slice(0, maxLine) });
    else if (shown.length > 0 && shown.at(-1)?.kind !== 'gap') shown.push({ kind: 'gap', before: null, after: null, text: '' });
  }
  if (shown.at(-1)?.kind === 'gap') shown.pop();
  return shown;
}

/** Claims of the model-index; several of the same task, dataset and metric are told as one text. */
function compareClaims(before: CardOfCommit['facts'], after: CardOfCommit['facts']): Claims {
  const [left, right] = [claimsOf(before), claimsOf(after)];
  const list = [...new Set([...left.keys(), ...right.keys()])].flatMap((key): Claims['list'] => {
    const [was, is] = [left.get(key), right.get(key)];
    const one = is ?? was;
    if (one === undefined || was?.values === is?.values) return [];
    return [{ kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed', task: one.task, dataset: one.dataset, metric: one.metric, before: was?.values ?? null, after: is?.values ?? null }];
  });
  const count = (claims: typeof left): number => [...claims.values()].reduce((sum, { count: of }) => sum + of, 0);
  return { before: count(left), after: count(right), list };
}

function claimsOf(facts: CardOfCommit['facts']) {
  const found = new Map<string, { readonly task: string | null; readonly dataset: string | null; readonly metric: string; readonly values: string; readonly count: number }>();
  for (const { task, dataset, metric, value } of facts === null ? [] : claimsOfModelIndex(cardFields(facts).modelIndex).list) {
    const key = JSON.stringify([task, dataset, metric].map((name) => nameKey(name ?? '')));
    const known = found.get(key);
    found.set(key, { task, dataset, metric, values: known === undefined ? value : `${known.values}, ${value}`, count: (known?.count ?? 0) + 1 });
  }
  return found;
}
