import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { fold } from '../../shared/search/fold.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { hold, packageKeyOf, prepare } from '../query/index.ts';
import { compare } from './compare.ts';
import { transitiveReach, type TransitiveReach } from './network/index.ts';
import type { ReachContext } from './people.ts';
import { dependenciesInWords, narrowed } from './rules.ts';
import { packageFacts } from './scope.ts';
import { spreadOf } from './spread.ts';
import { tableKey } from './table.ts';

type Arguments = CallArguments<'reach.packages'>;
type Answer = CallAnswer<'reach.packages'>;

interface StoredPackage {
  readonly hub: number;
  readonly name: string;
  readonly ordinal: number;
  readonly owner: string | null;
}

/** PR, ITP and ITM of a page of packages, and how they are spread over the whole scope. */
export function listPackageReach(context: ReachContext, args: Arguments): Answer {
  const { database } = context;
  const found = transitiveReach(context, args);
  const { downloads } = packageFacts(database);
  const key = tableKey(context, { ...args, kind: 'transitive', accounts: 'all' });
  const spreads = hold(database, `package spreads ${key}`, () => 100_000, () => ({
    dependants: spread(found.dependants.subarray(0, found.packages.length)), trusted: spread(found.trusted), trustedMaintainers: spread(found.trustedHolders),
  }));
  const one = prepare<[number], StoredPackage>(database, 'SELECT p.hub, p.name, p.ordinal, o.text AS owner FROM package AS p LEFT JOIN term AS o ON o.id = p.owner WHERE p.id = ?');
  const rowOf = (node: number): readonly Answer['rows'][number][] => {
    const id = found.packages[node] as number;
    const stored = one.get(id);
    const known = downloads[id] as number;
    return stored ? [{
      package: packageKeyOf(stored), owner: stored.owner, dependants: found.dependants[node] as number, trusted: found.trusted[node] as number,
      trustedMaintainers: found.trustedHolders[node] as number, downloads: Number.isNaN(known) ? null : known,
    }] : [];
  };
  const nodes = hold(database, `package order ${key} ${args.sort} ${args.descending} ${args.search}`, (order) => 4 * order.length, () => ordered(context, found, args));
  return {
    packages: found.packages.length,
    total: nodes.length,
    rows: [...nodes.subarray(args.offset, args.offset + args.limit)].flatMap(rowOf),
    ...spreads,
    notes: notesOf(found),
    rule: [`PR: packages of this scope that depend on it, directly or through others. ITP: packages of this scope that it depends on. ITM: ${args.holder === 'owner' ? 'the accounts that own these' : 'whoever committed to the repositories of these'}. ` +
      `The package itself is counted in none. A package depends on ${dependenciesInWords(args)}. Mean PR is mean ITP, since both count the same pairs.`, ...narrowed({ ...args, accounts: 'all' })].join(' '),
    source: "Package reach PR, implicitly trusted packages ITP and maintainers ITM, USENIX Security'19; the ties between packages are this program's choice",
  };
}

function spread(values: Uint32Array): Answer['dependants'] {
  return spreadOf(values.slice().sort().reverse());
}

function ordered({ database }: ReachContext, found: TransitiveReach, { sort, descending, search }: Arguments): Uint32Array {
  const { packages } = found;
  const { downloads } = packageFacts(database);
  const sought = fold(search.trim());
  const names = sought !== '' || sort === 'name' ? new Map(prepare<[], { id: number; name: string }>(database, 'SELECT id, name FROM package WHERE id & 1023 OR live()').all().map(({ id, name }) => [id, name])) : null;
  const nameOf = (node: number): string => names?.get(packages[node] as number) ?? '';
  const all = Uint32Array.from(packages, (_, node) => node);
  const nodes = sought === '' ? all : all.filter((node) => fold(nameOf(node)).includes(sought));
  const sign = descending ? -1 : 1;
  if (sort === 'name') return nodes.sort((left, right) => sign * compare(fold(nameOf(left)), fold(nameOf(right))) || left - right);
  const columns = { dependants: found.dependants, trusted: found.trusted, trustedMaintainers: found.trustedHolders };
  const valueOf = (node: number): number => (sort === 'downloads' ? (downloads[packages[node] as number] as number) : (columns[sort][node] as number));
  // What is unknown comes last either way.
  return nodes.sort((left, right) => Number(Number.isNaN(valueOf(left))) - Number(Number.isNaN(valueOf(right))) || sign * (valueOf(left) - valueOf(right)) || left - right);
}

function notesOf({ network: { odd, firsts } }: TransitiveReach): string[] {
  const missing = (firsts[2] ?? 0) - (firsts[1] ?? 0);
  const told = (count: number, one: string, many: string): readonly string[] => (count === 0 ? [] : [`${pluralText(count, one, many)}.`]);
  return [
    ...told(missing, 'base model is not in this mirror', 'base models are not in this mirror'),
    ...told(odd.cycles, 'cycle: packages that depend on one another', 'cycles: packages that depend on one another'),
    ...told(odd.self, 'package names itself as its base, which counts for nothing', 'packages name themselves as their base, which counts for nothing'),
    ...told(odd.otherCase, 'base model was found under another case of letters', 'base models were found under another case of letters'),
    ...told(odd.outside, 'tie leads out of this scope', 'ties lead out of this scope'),
  ];
}
