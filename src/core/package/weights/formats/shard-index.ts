import { FormatError } from '../bytes.ts';
import { countOf, membersOf, parseJsonWithin, textOf } from '../json.ts';
import type { WeightReader } from '../reader.ts';
import { clipped } from '../report.ts';

/**
 * The index of a model in shards, by "Sharded checkpoints" of the Transformers documentation: `weight_map` tells which file holds which tensor,
 * `metadata.total_size` the bytes of all. The shards are files of their own and read as such.
 */
export const shardIndex: WeightReader = {
  id: 'shard-index',
  title: 'Index of shards',
  names: [],
  recognises: ({ start, name }) => name.endsWith('.index.json') && /^\s*\{/.test(start.toString('latin1', 0, 64)),
  read: (file, report, around) => {
    const { value, duplicates } = parseJsonWithin(file.readAt(0, file.size), file.budget);
    if (!(value instanceof Map) || !(value.get('weight_map') instanceof Map)) throw new FormatError('malformed', 'It has no weight_map.');
    for (const name of duplicates) report.problem(`The name ${clipped(name)} comes twice.`);
    const shards = new Map<string, number>();
    const map = membersOf(value.get('weight_map'));
    for (const shard of map.values()) {
      const name = textOf(shard);
      if (name !== null) shards.set(name, (shards.get(name) ?? 0) + 1);
    }
    report.fact('Tensors', map.size);
    report.fact('Shards', shards.size);
    report.fact('Bytes', countOf(membersOf(value.get('metadata')).get('total_size')));
    for (const [name, count] of shards) {
      report.meta(name, `${count} tensors`);
      const found = around.has(name);
      if (found === null) report.problem(`The shard ${clipped(name)} lies outside of the package.`);
      else if (!found) report.problem(`The shard ${clipped(name)} is not in the package.`);
    }
  },
};
