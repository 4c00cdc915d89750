import { hubs } from '../../shared/domain/index.ts';
import { hubNumber, noNumber } from '../index/index.ts';
import { eachNumbers, flagged, hasId, intersection, prepare } from '../query/index.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { within } from './within.ts';

const paper = 'MSR’23, Table I';
const publishedPackages = hubs.reduce((sum, { published }) => sum + published.packages, 0);

/** Models and bytes per hub, as the dataset's paper has them and as this mirror holds them. */
export const hubSummary: Measure = {
  info: {
    id: 'hub-summary',
    title: 'Hubs',
    group: 'mirror',
    question: 'What does this mirror hold of each hub, beside what the dataset’s paper counted?',
    rule: 'Packages in the catalogue are those of the records, and those that only a clone shows; cloned are those whose repository lies unpacked in this mirror, archived those whose repository lies inside an archive. Bytes are the sum of what the hub’s metadata states of its packages. Records and archives are of the whole mirror, whatever the selection.',
    source: paper,
    unit: 'packages',
    denominator: 'Packages of the selection.',
    missing: 'Packages whose size the metadata does not state count no bytes.',
    parameters: [],
    references: [{ source: paper, note: 'Packages that were cloned for the dataset, and the bytes of all that was stored. Of Hugging Face a tenth of the listing was cloned (12,401 of some 124,427), and its README gives 151 GB for Model Zoo, its paper 115 GB.' }],
  },
  compute(context) {
    const sums = sumByHub(context);
    return [tablePart(context, sums), sharesPart(context, sums)];
  },
};

interface HubSums {
  readonly packages: Float64Array;
  readonly cloned: Float64Array;
  readonly archived: Float64Array;
  readonly bytes: Float64Array;
  readonly sized: Float64Array;
}

/** Sums over the packages of the selection, by the number of the hub. */
function sumByHub({ database, selected }: MeasureContext): HubSums {
  const zeros = (): Float64Array => new Float64Array(hubs.length);
  const sums: HubSums = { packages: zeros(), cloned: zeros(), archived: zeros(), bytes: zeros(), sized: zeros() };
  const add = (to: Float64Array, hub: number, amount = 1): void => void (to[hub] = (to[hub] as number) + amount);
  const hubOf: { readonly first: number; readonly numbers: Int32Array | Float64Array }[] = [];
  const flags = [[sums.packages, selected], [sums.cloned, intersection(selected, flagged(database, 'clone'))], [sums.archived, intersection(selected, flagged(database, 'archived'))]] as const;
  eachNumbers(database, 'hub', (numbers, first) => {
    hubOf.push({ first, numbers: numbers.slice() });
    for (const [sum, set] of flags) for (let at = 0; at < numbers.length; at += 1) if (hasId(set, first + at)) add(sum, numbers[at] as number);
  });
  eachNumbers(database, 'bytes', (numbers, first) => {
    const block = hubOf.find((candidate) => candidate.first === first);
    if (block === undefined) return;
    for (let at = 0; at < numbers.length; at += 1) {
      const value = numbers[at] as number;
      if (value === noNumber || Number.isNaN(value) || !hasId(selected, first + at)) continue;
      add(sums.bytes, block.numbers[at] as number, value);
      add(sums.sized, block.numbers[at] as number);
    }
  });
  return sums;
}

interface Held {
  readonly records: number;
  readonly jsonBytes: number;
  readonly archiveBytes: number | null;
}

const heldSql = `SELECT records, json_bytes AS jsonBytes, (SELECT sum(bytes) FROM archive_hub WHERE archive_hub.hub = hub.hub) AS archiveBytes FROM hub WHERE hub = ?`;

function tablePart(context: MeasureContext, sums: HubSums): MeasurePart {
  const held = prepare<[number], Held>(context.database, heldSql);
  return {
    kind: 'table', key: 'hubs', title: 'Hubs', denominator: { words: 'packages of the selection', count: context.packages },
    missing: [{ words: 'packages whose size is not stated', count: context.packages - sums.sized.reduce((sum, count) => sum + count, 0), packages: null }],
    reference: paper, notes: ['Bytes of unpacked clones are not counted when a mirror is indexed.'],
    columns: [
      { key: 'hub', title: 'Hub', unit: 'text' },
      { key: 'packages', title: 'Packages', unit: 'packages' }, { key: 'cloned', title: 'Cloned here', unit: 'packages' }, { key: 'archived', title: 'In archives', unit: 'packages' },
      { key: 'published', title: 'Published packages', unit: 'packages' },
      { key: 'bytes', title: 'Stated bytes', unit: 'bytes' }, { key: 'publishedBytes', title: 'Published bytes', unit: 'bytes' },
      { key: 'records', title: 'Records', unit: 'count' }, { key: 'jsonBytes', title: 'JSON', unit: 'bytes' }, { key: 'archiveBytes', title: 'Archives, unpacked', unit: 'bytes' },
    ],
    rows: hubs.map((hub) => {
      const number = hubNumber(hub.id);
      const here = held.get(number);
      return {
        key: hub.id,
        cells: [
          hub.title, sums.packages[number] as number, sums.cloned[number] as number, sums.archived[number] as number, hub.published.packages,
          (sums.sized[number] as number) === 0 ? null : (sums.bytes[number] as number), hub.published.bytes, here?.records ?? 0, here?.jsonBytes ?? null, here?.archiveBytes ?? null,
        ],
        packages: within(context.query, `hub:${hub.id}`),
      };
    }),
    total: hubs.length,
  };
}

function sharesPart(context: MeasureContext, { packages }: HubSums): MeasurePart {
  return {
    kind: 'shares', key: 'shares', title: 'Packages by hub', denominator: { words: 'all packages', count: context.packages }, missing: [], reference: paper,
    notes: ['The published shares are of packages that were cloned; a listing holds more.'], unit: 'packages', partition: true,
    rows: hubs.map(({ id, title, published }) => shareRow({
      key: id, label: title, count: packages[hubNumber(id)] as number, of: context.packages, packages: within(context.query, `hub:${id}`),
      reference: { share: published.packages / publishedPackages, count: published.packages, of: publishedPackages },
    })),
  };
}
