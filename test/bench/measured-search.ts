import { setTimeout as wait } from 'node:timers/promises';
import type { Engine } from '../../src/core/engine/index.ts';
import type { FacetField } from '../../src/shared/contract/index.ts';
import { seededRandom } from '../fixtures/random.ts';
import { generatedMirror } from './data.ts';
import { startEngine } from './engine-index.ts';
import { searchedData } from './searched-data.ts';
import { searchMix, warmUpSearches } from './searches.ts';
import type { BenchContext } from './types.ts';

export interface Wait {
  readonly query: string;
  readonly milliseconds: number;
  /** Packages found. */
  readonly total: number;
}

const pageRows = 50;

/** The first page of every search of the mix, each once and in its order, from the call to the answer. */
export function measureFirstPages(context: BenchContext): Promise<readonly Wait[]> {
  return withEngine(context, async (engine, mirror) => {
    const waits: Wait[] = [];
    for (const query of searchMix()) waits.push(await timed(query, async () => (await search(engine, mirror, query)).total));
    return waits;
  });
}

/** The groups that the window opens at first, beside a histogram of downloads. */
const openFacets: readonly FacetField[] = ['hub', 'task', 'license', 'is'];

/** The facets of every search of the mix, each after its first page, as the window asks for them. */
export function measureFacets(context: BenchContext): Promise<readonly Wait[]> {
  return withEngine(context, async (engine, mirror) => {
    const waits: Wait[] = [];
    for (const query of [...warmUpSearches.slice(0, 5), ...searchMix()]) {
      const { total } = await search(engine, mirror, query);
      waits.push(await timed(query, async () => {
        const answers = await Promise.all([
          ...openFacets.map((field) => engine.call('packages.facets', { mirror, query, fields: [field], limit: 8 })),
          engine.call('packages.histogram', { mirror, query, field: 'downloads' }),
        ]);
        for (const answer of answers) if (!answer.ok) throw new Error(`${query}: ${answer.error.message}`);
        return total;
      }));
    }
    return waits.slice(5);
  });
}

/** As many as there are readers, so that the next question has to wait until one of them has stopped. */
const atOnce = 3;
const cancels = 20;

/**
 * Cancels searches that run on all readers, at random moments, and asks a small question at once: it is answered when a reader
 * has stopped. Throws where a cancelled search answers.
 */
export function measureCancels(context: BenchContext): Promise<readonly Wait[]> {
  return withEngine(context, async (engine, mirror) => {
    const random = seededRandom(context.seed);
    const waits: Wait[] = [];
    for (let time = 0; time < cancels; time += 1) {
      const stop = new AbortController();
      // Orders of all packages that nothing has asked for yet: the longest work that a search can be.
      const queries = Array.from({ length: atOnce }, (_, at) => `sort:${['name', 'owner', 'task', 'license'][time % 4]},${['-likes', 'files', '-modified'][at]},-name ${longWord(time, at)}`);
      // One that is done before the moment comes is none of those.
      const answeredAt: number[] = [];
      const answers = queries.map(async (query, at) => {
        const result = await engine.call('packages.search', { mirror, query, offset: 5000, limit: pageRows }, stop.signal);
        answeredAt[at] = performance.now();
        return result;
      });
      await wait(2 + random.fraction() * 30);
      const started = performance.now();
      stop.abort();
      const asked = await engine.call('settings.get', {});
      const milliseconds = performance.now() - started;
      if (!asked.ok) throw new Error(asked.error.message);
      const results = await Promise.all(answers);
      const wrong = results.filter((result, at) => (result.ok ? (answeredAt[at] ?? 0) > started : result.error.code !== 'cancelled'));
      if (wrong.length > 0) throw new Error(`A cancelled search answered: ${JSON.stringify(wrong)}`);
      waits.push({ query: queries.join(' · '), milliseconds, total: 0 });
    }
    return waits;
  });
}

/** A part of most names, another one each time. */
function longWord(time: number, at: number): string {
  return `${['-', 'e', 'a', 'l'][(time + at) % 4]} -zz${time}${at}`;
}

async function search(engine: Engine, mirror: string, query: string): Promise<{ readonly total: number }> {
  const answer = await engine.call('packages.search', { mirror, query, limit: pageRows });
  if (!answer.ok) throw new Error(`${query}: ${answer.error.message}`);
  return answer.value;
}

async function timed(query: string, work: () => Promise<number>): Promise<Wait> {
  const started = performance.now();
  const total = await work();
  return { query, total, milliseconds: performance.now() - started };
}

async function withEngine<Answer>(context: BenchContext, work: (engine: Engine, mirror: string) => Promise<Answer>): Promise<Answer> {
  const engine = startEngine(await searchedData(context));
  try {
    const opened = await engine.call('mirrors.open', { paths: [generatedMirror(context)], indexIfMissing: false });
    if (!opened.ok) throw new Error(opened.error.message);
    const { id } = opened.value.mirror;
    for (const query of warmUpSearches) await search(engine, id, query);
    return await work(engine, id);
  } finally {
    await engine.close();
  }
}

/** The longest waits, for a note. */
export function slowest(waits: readonly Wait[], count = 5): string {
  const longest = [...waits].sort((left, right) => right.milliseconds - left.milliseconds).slice(0, count);
  return `longest: ${longest.map(({ query, milliseconds }) => `${milliseconds.toFixed(1)} ms ${query}`).join('; ')}`;
}
