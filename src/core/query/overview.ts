import type { CallAnswer, CallArguments, HubInfo } from '../../shared/contract/index.ts';
import { type Hub, hubs } from '../../shared/domain/index.ts';
import { cloneStates, hubNumber, nameOf, type ReadDatabase, severities } from '../index/index.ts';
import { archivedHubs } from './archived-hubs.ts';
import type { ReadContext } from './context.ts';
import { topValues } from './facet-counts.ts';
import { identitySql } from './identity.ts';
import { explain } from './problems.ts';
import { metaText, prepare, remember } from './statements.ts';

type Overview = CallAnswer<'mirrors.overview'>;

const topShown = 12;

/** What the mirror holds, hub by hub, and what stands out in it. */
export function getOverview(context: ReadContext, _args: CallArguments<'mirrors.overview'>): Overview {
  const { database } = context;
  const counted = remember(database, 'overview', () => ({
    topTasks: topValues(database, 'task', topShown),
    topArchitectures: topValues(database, 'architecture', topShown),
    topLicenses: topValues(database, 'license', topShown),
    topOwners: topValues(database, 'owner', topShown),
    problems: problemCounts(database),
    archives: archivedHubs(database),
  }));
  return {
    mirror: context.mirror,
    hubs: infoByHub(context),
    ...counted,
    index: {
      fingerprint: metaText(database, 'fingerprint'),
      bytes: context.indexBytes,
      appVersion: metaText(database, 'app_version'),
      seconds: Number(metaText(database, 'seconds')) || 0,
    },
  };
}

/** Counts of every hub of which this mirror holds anything, in the order of MSR'23 Table I. */
function infoByHub(context: ReadContext): HubInfo[] {
  const { database } = context;
  return remember(database, 'hubs', () => hubs.flatMap((hub) => hubInfo(database, hub) ?? []));
}

interface StoredPackages {
  readonly packages: number;
  readonly uniqueNames: number;
  readonly withTask: number;
  readonly withArchitecture: number;
  readonly withLicense: number;
  readonly withCard: number;
  readonly withClaims: number;
  readonly withoutOwner: number;
  readonly owners: number;
  readonly files: number;
  readonly clones: number;
  readonly archived: number;
  readonly downloads: number;
}

interface StoredRepositories {
  readonly repositories: number;
  readonly commits: number;
  readonly signedCommits: number;
  readonly signedRepositories: number;
}

const archived = cloneStates.indexOf('archived');

// Packages of one name have the ordinals 0, 1, 2 …, so that those with 0 are the distinct names.
const packagesSql = `
  SELECT count(*) AS packages, total(ordinal = 0) AS uniqueNames, count(task) AS withTask,
    count(architecture) AS withArchitecture, count(license) AS withLicense, total(has_card <> 0) AS withCard,
    total(claims > 0) AS withClaims, total(owner IS NULL) AS withoutOwner, count(DISTINCT owner) AS owners,
    total(files) AS files, total(clone NOT IN (${cloneStates.indexOf('missing')}, ${archived})) AS clones, total(clone = ${archived}) AS archived, total(downloads) AS downloads
  FROM package WHERE hub = ? AND live()`;

const repositoriesSql = `
  SELECT count(*) AS repositories, total(commits) AS commits, total(signed_commits) AS signedCommits,
    total(signed_commits > 0) AS signedRepositories
  FROM repository WHERE hub = ? AND state <> ${archived} AND live()`;

const maintainersSql = `
  SELECT count(DISTINCT ${identitySql}) AS count
  FROM contribution JOIN repository ON repository.id = contribution.repository JOIN person ON person.id = contribution.person
  WHERE repository.hub = ? AND live()`;

function hubInfo(database: ReadDatabase, hub: Hub): HubInfo | null {
  const number = hubNumber(hub.id);
  const held = prepare<[number], { records: number; json_bytes: number }>(database, `SELECT records, json_bytes FROM hub WHERE hub = ?`).get(number);
  const packages = prepare<[number], StoredPackages>(database, packagesSql).get(number);
  const repositories = prepare<[number], StoredRepositories>(database, repositoriesSql).get(number);
  if (!packages || !repositories) throw new Error('An aggregate gave no row');
  if (!held && packages.packages === 0 && repositories.repositories === 0) return null;
  return {
    hub: hub.id,
    title: hub.title,
    records: held?.records ?? 0,
    ...packages,
    ...repositories,
    maintainers: prepare<[number], { count: number }>(database, maintainersSql).get(number)?.count ?? 0,
    jsonBytes: held?.json_bytes ?? 0,
    problems: prepare<[number], { count: number }>(database, `SELECT count(*) AS count FROM problem WHERE hub = ?`).get(number)?.count ?? 0,
    published: hub.published,
  };
}

function problemCounts(database: ReadDatabase): Overview['problems'] {
  return prepare<[], { code: string; severity: number; count: number }>(
    database,
    `SELECT code, severity, count(*) AS count FROM problem WHERE live()
     GROUP BY code, severity ORDER BY severity, count DESC, code`,
  )
    .all()
    .map(({ code, severity, count }) => ({ code, severity: nameOf(severities, severity), explanation: explain(code), count }));
}
