import type { CommitComparison } from '../../../shared/contract/index.ts';

type Changes = CommitComparison['config'];

/** Values of a document that are compared; a hostile one has any number. */
const mostFields = 20_000;
const mostListed = 500;
const maxDepth = 24;
const maxValue = 300;

/** The single values of a document that differ, by their paths. A document that is not there has none. */
export function fieldChanges(before: unknown, after: unknown): Changes {
  const [left, right] = [fieldsOf(before), fieldsOf(after)];
  if (left === null || right === null) return { total: 0, list: [], reason: 'It has too many values, or is nested too deep.' };
  const paths = [...new Set([...left.keys(), ...right.keys()])];
  const list = paths.flatMap((path): Changes['list'] => {
    const [was, is] = [left.get(path) ?? null, right.get(path) ?? null];
    if (was === is) return [];
    return [{ kind: was === null ? 'added' : is === null ? 'removed' : 'changed', path: path.slice(0, 500), before: cut(was), after: cut(is) }];
  });
  return { total: list.length, list: list.slice(0, mostListed), reason: null };
}

function cut(value: string | null): string | null {
  return value === null || value.length <= maxValue ? value : `${value.slice(0, maxValue)}…`;
}

/** Values as JSON by path, null where there are too many. */
function fieldsOf(document: unknown): ReadonlyMap<string, string> | null {
  const found = new Map<string, string>();
  const visit = (value: unknown, path: string, depth: number): boolean => {
    if (found.size >= mostFields || depth > maxDepth) return false;
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    if (entries.length > 0) return entries.every(([key, inner]) => visit(inner, path === '' ? key : `${path}.${key}`, depth + 1));
    if (value !== undefined) found.set(path === '' ? '(all of it)' : path, JSON.stringify(value) ?? '');
    return true;
  };
  return document === null || document === undefined || visit(document, '', 0) ? found : null;
}
