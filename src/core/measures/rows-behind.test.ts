import { describe, expect, it } from 'vitest';
import { randomFrom } from '../../shared/search/testing-random.ts';
import { countSearch } from '../query/index.ts';
import { openTestIndex } from '../query/testing.ts';
import { randomIndex } from '../query/testing-random.ts';
import { seed as first } from '../../../test/fixtures/seed.ts';
import { measures } from './registry.ts';
import { openMeasures, type OpenMeasures } from './testing.ts';
import type { MeasurePart, MeasureResult, ParameterValues } from './types.ts';

const queries = ['', 'hub:huggingface', 'has:license OR has:arch', 'bert', '-arch:bert "base" sort:name', 'subset:bert'] as const;

interface Counted {
  readonly where: string;
  readonly count: number;
  readonly packages: string;
}

const otherMirror = 'f'.repeat(16);

/** Every number of a result that counts packages and says how to find them. */
function countedPackages({ measure, parts }: MeasureResult): readonly Counted[] {
  return parts.flatMap((part: MeasurePart): readonly Counted[] => {
    const at = (row: string, count: number | null, packages: string | null): readonly Counted[] => (packages === null || count === null ? [] : [{ where: `${measure}/${part.key}/${row}`, count, packages }]);
    const missing = part.missing.flatMap(({ words, count, packages }) => (words.startsWith('packages') ? at(`missing: ${words}`, count, packages) : []));
    switch (part.kind) {
      case 'shares':
        return [...missing, ...(part.unit === 'packages' ? part.rows.flatMap(({ key, count, packages }) => at(key, count, packages)) : [])];
      case 'values':
        return [...missing, ...part.rows.flatMap(({ key, value, unit, packages }) => (unit === 'packages' ? at(key, value, packages) : []))];
      default:
        return missing;
    }
  });
}

/** Rows that count others than their search finds, in words. */
function wrongRows(open: OpenMeasures, query: string): readonly string[] {
  const wrong: string[] = [];
  for (const { info } of measures) {
    const choices = info.parameters.flatMap((parameter): readonly ParameterValues[] => {
      if (parameter.kind === 'choice') return parameter.options.map(({ value }) => ({ [parameter.id]: value }));
      return parameter.kind === 'number' ? [{ [parameter.id]: parameter.min }, { [parameter.id]: Math.min(parameter.max, Math.max(parameter.min, 2)) }] : [];
    });
    const others: ParameterValues = Object.fromEntries(info.parameters.flatMap(({ id, kind }) => (kind === 'mirror' ? [[id, otherMirror]] : [])));
    for (const chosen of [{}, ...choices]) {
      const parameters = { ...others, ...chosen };
      for (const { where, count, packages } of countedPackages(open.run(info.id, parameters, query))) {
        const found = countSearch(open.source, packages);
        if (found !== count) wrong.push(`${where} ${JSON.stringify(parameters)} in “${query}” counts ${count}, ${packages} finds ${found}`);
      }
    }
  }
  return wrong;
}

describe('the packages behind a row', () => {
  it('are as many as it counts, in any selection', () => {
    console.log(`rows behind seed ${first}`);
    for (let seed = first; seed < first + 3; seed += 1) {
      const other = openTestIndex(randomIndex(randomFrom(seed + 0.5e9)));
      const open = openMeasures(randomIndex(randomFrom(seed)), { other: () => other.context });
      try {
        for (const query of queries) expect(wrongRows(open, query), `seed ${seed}`).toEqual([]);
      } finally {
        open.close();
        other.close();
      }
    }
  });

  it('can be asked for by names that are hard to write', () => {
    const odd = ['a/b?c=d&e', '100%', '"', 'Ünï', '🤗', '???', 'other', 'none', '=x', 'a,b', '\\'];
    const open: OpenMeasures = openMeasures({ packages: odd.flatMap((name, at) => Array.from({ length: at + 1 }, (_, copy) => ({ name: `${at}-${copy}`, architecture: { value: name, original: `of ${name}` }, task: { value: 'x', original: name } }))) }, { other: () => open.source });
    try {
      expect(wrongRows(open, '')).toEqual([]);
      expect(wrongRows(open, 'bert OR (task:x -architecture:"???")')).toEqual([]);
      for (const name of ['architectures', 'architectures/shares', 'architectures/shares/=gone', 'nothing/x/y', 'architectures/shares/other?top=x', 'architectures/shares/other?bottom=1', 'a/b/%', '%zz']) {
        expect(countSearch(open.source, `measure:"${name}"`), name).toBe(0);
      }
    } finally {
      open.close();
    }
  });
});
