import type { HubId, Package, Problem } from '../../../shared/domain/index.ts';
import { readRecords } from '../json/records.ts';
import { fileOf } from '../testing-file.ts';
import type { PackageEntry } from './adapter.ts';
import { adapterOf } from './registry.ts';

export interface HubResult {
  readonly entries: readonly PackageEntry[];
  readonly packages: readonly Package[];
  readonly problems: readonly Problem[];
  /** `code: record` of each problem. */
  readonly told: readonly string[];
}

/** Reads a hub from files given by their path below the hub's folder, as values or as text. For tests. */
export function readHub(hub: HubId, files: Readonly<Record<string, unknown>>): HubResult {
  const entries: PackageEntry[] = [];
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  adapterOf(hub).read(
    {
      file: (path) => {
        const content = files[path];
        if (content === undefined) return null;
        return fileOf(typeof content === 'string' ? content : JSON.stringify(content, null, 4), 1000, hub, `data/${hub}/${path}`);
      },
      records: (file, again) => readRecords(file, again ? () => undefined : report),
      isDamaged: (file) => problems.some((problem) => problem.file === file.path && problem.severity === 'error'),
      report,
    },
    (entry) => entries.push(entry),
  );
  return { entries, packages: entries.map((entry) => entry.package), problems, told: problems.map((problem) => `${problem.code}: ${problem.record}`) };
}

/** A unified record as the generator writes it. */
export function unifiedRecord(id: number, name: string, metadataId: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id,
    LatestGitCommitSHA: String(id % 10).repeat(40),
    ModelHub: { MetadataFilePath: 'data/x/json/metadata/x.json', MetadataObjectID: metadataId, ModelHubName: 'x', ModelHubURL: 'https://x.org/' },
    ModelName: name,
    ModelOwner: 'owner',
    ModelOwnerURL: 'https://x.org/owner',
    ModelURL: `https://x.org/${name}`,
    ...more,
  };
}
