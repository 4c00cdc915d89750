import type { CallInput } from '../shared/contract/index.ts';
import { hubIds, lineageRelations } from '../shared/domain/index.ts';
import { ExpectedError } from '../shared/result.ts';
import { parse } from '../shared/search/index.ts';
import { UsageError } from './arguments.ts';
import type { VerbContext } from './verb.ts';

/** Options of everything that asks about reach; `readReachScope` reads them. */
export const reachScopeOptions = {
  hub: { type: 'string' }, query: { type: 'string' }, key: { type: 'string' }, role: { type: 'string' }, holder: { type: 'string' }, edges: { type: 'string' },
} as const;

export const reachScopeUsage = `--edges takes any of ${lineageRelations.join(', ')} (relations of base models; lineage: all of
them), dataset, architecture and repository, between commas; lineage unless given.`;

export const identityKeys = ['email', 'name', 'both'] as const;
const roles = ['author', 'committer', 'either'] as const;
const holders = ['owner', 'committed'] as const;
const others = ['dataset', 'architecture', 'repository'] as const;

/** The scope that the options of a verb name; throws UsageError for what it cannot read, since left out it would widen the answer unnoticed. */
export async function readReachScope(context: VerbContext): Promise<CallInput<'reach.packages'>> {
  const { args } = context;
  const query = args.text('query') ?? '';
  const wrong = parse(query).errors.find(({ severity }) => severity === 'error');
  if (wrong) throw new ExpectedError('invalid-arguments', `${wrong.message} (character ${wrong.from + 1} of the query)`, 'docs/search.md tells all of the language.');
  return {
    hub: args.optionalChoice('hub', hubIds),
    query,
    key: args.choice('key', identityKeys, 'email'),
    role: args.choice('role', roles, 'author'),
    holder: args.choice('holder', holders, 'owner'),
    dependencies: readEdges(args.text('edges') ?? 'lineage'),
    mirror: await context.mirror(),
  };
}

function readEdges(text: string): NonNullable<CallInput<'reach.packages'>['dependencies']> {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  const known = ['lineage', ...lineageRelations, ...others];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new UsageError(`--edges takes ${known.join(', ')}; not ${unknown}.`);
  const has = (name: string): boolean => names.includes(name);
  return { relations: lineageRelations.filter((relation) => has('lineage') || has(relation)), dataset: has('dataset'), architecture: has('architecture'), repository: has('repository') };
}
