import { createHash } from 'node:crypto';
import { sampleClones } from '../../src/core/mirror/sample/index.ts';
import { buildHistory } from '../../src/core/mirror/sample/histories.ts';
import type { History } from '../../src/core/mirror/sample/histories.ts';
import type { SampleClone } from '../../src/core/mirror/sample/clone.ts';
import type { HubId } from '../../src/shared/domain/hub.ts';

const histories = new Map<string, History>();

function cloneAt(hub: HubId, path: string): SampleClone | undefined {
  return sampleClones.find((clone) => clone.hub === hub && clone.path === path);
}

function historyOf(clone: SampleClone): History {
  const key = `${clone.hub}/${clone.path}`;
  const history = histories.get(key) ?? buildHistory(clone.branch ?? 'main', clone.steps);
  histories.set(key, history);
  return history;
}

/** The clone's HEAD, or a commit of it counted from 0; for a package without a clone an id made from its name. */
export function latestCommit(hub: HubId, path: string, commitNumber?: number): string {
  const clone = cloneAt(hub, path);
  if (!clone) return inventedCommit(`${hub}/${path}`);
  const history = historyOf(clone);
  return commitNumber === undefined ? history.head : (history.commits[commitNumber] ?? history.head);
}

/** The newest commit that changed this file, as the generator asks git for ONNX models. */
export function latestCommitOfFile(hub: HubId, path: string, file: string): string {
  const clone = cloneAt(hub, path);
  if (!clone) throw new Error(`The sample has no clone ${hub}/${path}`);
  const step = clone.steps.findLastIndex((candidate) => candidate.kind === 'commit' && Object.hasOwn(candidate.changes, file));
  if (step === -1) throw new Error(`No commit of ${path} touches ${file}`);
  return latestCommit(hub, path, step);
}

export function inventedCommit(name: string): string {
  return createHash('sha1').update(`sample mirror: ${name}`).digest('hex');
}
