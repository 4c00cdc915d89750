import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { cancelledError } from '../../shared/result.ts';
import { cardFields, modelIndexOf, strictFailureOf } from '../mirror/index.ts';
import { cardFactsOf, compareValues, groupOwnClaims, nameKey, numbersOfTables, readMeasuredCsv, type StatedBy, statedElsewhere, tableReader, type TableNumber } from '../package/index.ts';
import { claimingNamesakes, metadataRecord, packagePlaces, shortNameOf, storedClaims, storedDetail, type ReadContext, type StoredClaimRow } from '../query/index.ts';
import { packageCardText } from './package-calls.ts';
import { noRow, readUserFile } from './read-user-file.ts';
import type { WorkerContext } from './worker-context.ts';

type Answer = CallAnswer<'packages.claims'>;
type Elsewhere = Answer['claims'][number]['elsewhere'][number];
type Place = Elsewhere['place'];

/** Claims that are compared and shown; the largest real cards have 1,500. */
const mostClaims = 2_000;
const mostElsewhere = 50;
const mostMeasured = 10_000;

/** Every claim of a package with what else states it: its other claims, the tables of its card, packages of other hubs, measured results. */
export function packageClaims(worker: WorkerContext, args: CallArguments<'packages.claims'>): Answer {
  const context = worker.read(args.mirror);
  const { database } = context;
  const all = storedClaims(database, storedDetail(database, args.package).id);
  const claims = all.slice(0, mostClaims);
  const card = claims.length === 0 ? null : packageCardText(context, args);
  const shortName = shortNameOf(args.package.name);
  const shortKey = nameKey(shortName);
  const text = card?.kind === 'card' ? card.text : '';
  const tables = numbersOfTables(text);
  const namesakes = claimingNamesakes(database, args.package.hub, (name) => nameKey(name) === shortKey, worker.isStopped);
  const measured = worker.userDatabase.measured.resultsFor([args.package.name, shortName], mostMeasured);
  const lists = worker.userDatabase.measured.list().flatMap((list) => {
    const results = measured.filter((result) => result.list === list.id).length;
    return results === 0 ? [] : [{ id: list.id, title: list.title, results }];
  });
  const others: readonly StatedBy<Place>[] = [
    ...namesakes.flatMap((namesake) => namesake.claims.map((claim) => ({ ...claim, place: { kind: 'package' as const, package: namesake.package } }))),
    ...measured.map((result) => ({ ...result, place: { kind: 'measured' as const, list: lists.find(({ id }) => id === result.list)?.title ?? '', name: result.name } })),
  ];
  const outside = statedElsewhere(claims, others);
  const inTables = tableReader(tables, { shortName, isOneDataset: new Set(claims.map(({ dataset }) => nameKey(dataset ?? ''))).size === 1 });
  const twins = twinsOf(claims);
  return {
    claims: claims.map((claim, at) => {
      if (worker.isStopped()) throw cancelledError();
      const inCard = inTables(claim).map(({ place, ...difference }): Elsewhere => ({ ...difference, place: cardPlace(place, card?.kind === 'card' ? card.source : '') }));
      return { ...claim, elsewhere: [...twins(claim), ...inCard, ...(outside[at] ?? [])].slice(0, mostElsewhere) };
    }),
    total: all.length,
    strictFailure: strictFailure(context, args, card),
    card: { numbers: tables.length, source: card?.kind === 'card' ? card.source : null, reason: card?.kind === 'none' ? card.reason : null },
    namesakes: namesakes.map((namesake) => ({ package: namesake.package, claims: namesake.claims.length })),
    lists,
  };
}

/** The package's own other claims of the same task, dataset and metric, where they state another value. */
function twinsOf(claims: readonly StoredClaimRow[]): (claim: StoredClaimRow) => readonly Elsewhere[] {
  const groups = new Map(groupOwnClaims(claims).flatMap((group) => group.map((claim) => [claim, group] as const)));
  return (claim) =>
    (groups.get(claim) ?? [])
      .filter((other) => other !== claim)
      .map((other): Elsewhere => ({ value: other.value, place: { kind: 'claim', source: other.source }, ...compareValues(claim.metric, claim.value, other.value) }))
      .filter(({ agrees }) => !agrees);
}

function cardPlace({ line, heading, row, column }: TableNumber, source: string): Place {
  return { kind: 'card', source, line, heading, row, column };
}

function strictFailure(context: ReadContext, args: CallArguments<'packages.claims'>, card: CallAnswer<'packages.card'> | null): string | null {
  const record = args.package.hub === 'huggingface' ? metadataRecord(context, packagePlaces(context.database, args.package)) : null;
  const stated = record === null ? undefined : modelIndexOf(record);
  const facts = stated === undefined && card?.kind === 'card' && card.frontMatter !== null ? cardFactsOf(card.frontMatter) : null;
  return strictFailureOf(stated ?? (facts === null ? undefined : cardFields(facts).modelIndex));
}

/** Throws `invalid-arguments`, `not-found`, `unreadable`, or `refused` for a file of another form; nothing is taken in then. */
export function importMeasured({ userDatabase: { measured } }: WorkerContext, { path }: CallArguments<'measured.import'>): CallAnswer<'measured.import'> {
  const bytes = readUserFile(path, 'a list of measured results');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const known = measured.find(sha256);
  if (known) return { list: known, known: true, bad: [], badTotal: 0 };
  const { results, bad, badTotal } = readMeasuredCsv(bytes);
  if (results.length === 0) throw noRow(path, bad);
  return { list: measured.add({ title: basename(path), sha256 }, results), known: false, bad: [...bad], badTotal };
}
