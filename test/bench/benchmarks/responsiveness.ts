import { generatedMirror } from '../data.ts';
import type { Benchmark } from '../types.ts';

/** The engine behind window, server and command line, while a job of it indexes the generated mirror. */
export const responsiveness: Benchmark = {
  name: 'responsiveness',
  summary: 'how long indexing by the engine blocks its main thread, and how soon it stops when cancelled',
  needs: [],
  async prepare(context) {
    generatedMirror(context);
    await import('../measured-responsiveness.ts');
    return null;
  },
  measurements: [
    {
      name: 'longest-block',
      goals: [{ kind: 'longest', atMostMilliseconds: 16 }],
      async run(context) {
        const { measureBlock } = await import('../measured-responsiveness.ts');
        const { block, phase, seconds, packages } = await measureBlock(context);
        if (packages !== context.models) throw new Error(`The job indexed ${packages} packages of ${context.models}.`);
        return {
          kind: 'measured', seconds, records: packages, bytesIn: null, bytesOut: null, parts: [], longestMilliseconds: Math.max(block.monitored, block.timed),
          notes: [
            `${block.monitored.toFixed(1)} ms by the event loop's monitor`,
            `${block.timed.toFixed(1)} ms by timestamps in the phase ${phase}`,
            `at work for ${block.atWork.toFixed(1)} ms at a stretch`,
          ],
        };
      },
    },
    {
      name: 'cancel',
      goals: [{ kind: 'longest', atMostMilliseconds: 200 }],
      async run(context) {
        const { measureCancels } = await import('../measured-responsiveness.ts');
        const cancels = await measureCancels(context);
        const left = cancels.flatMap(({ phase, milliseconds, leftovers }) => leftovers.map((name) => `${name} (cancelled in the phase ${phase}, ended after ${milliseconds.toFixed(0)} ms)`));
        if (left.length > 0) throw new Error(`Cancelled jobs left behind, seed ${context.seed}: ${left.join(', ')}`);
        if (cancels.length === 0) throw new Error('Every job ended before it was cancelled; more --models make it longer.');
        return {
          kind: 'measured', seconds: null, records: null, bytesIn: null, bytesOut: null, parts: [],
          longestMilliseconds: Math.max(...cancels.map(({ milliseconds }) => milliseconds)),
          notes: [
            `seed ${context.seed}`,
            ...cancels.map(({ phase, secondsIn, milliseconds, state }) => `${milliseconds.toFixed(1)} ms in ${phase} at ${secondsIn.toFixed(2)} s${state === 'done' ? ' (done)' : ''}`),
          ],
        };
      },
    },
  ],
};
