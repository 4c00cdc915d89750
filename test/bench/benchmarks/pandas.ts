import { generatedFiles, generatedMirror } from '../data.ts';
import { isInstalled, outputOf } from '../programs.ts';
import type { Benchmark } from '../types.ts';

/** Prints seconds without imports, rows, and the peak in bytes (kibibytes on Linux, bytes on macOS). */
const script = `
import json, resource, sys, time
import pandas
started = time.perf_counter()
frames = [pandas.read_json(path) for path in sys.argv[1:]]
seconds = time.perf_counter() - started
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == 'darwin' else 1024)
print(json.dumps([seconds, len(frames[0]), peak]))
`;

/** pandas.read_json of the same two files. */
export const pandas: Benchmark = {
  name: 'pandas',
  needs: [],
  async prepare(context) {
    if (!isInstalled('python3', ['-c', 'import pandas'])) return { kind: 'skipped', reason: 'python3-pandas is not installed' };
    generatedMirror(context);
    return null;
  },
  measurements: [
    {
      name: 'pandas',
      goals: [],
      async run(context) {
        const files = generatedFiles(context);
        const printed: unknown = JSON.parse(outputOf('python3', ['-c', script, files.metadata, files.unified]));
        const [seconds, records, peakBytes] = Array.isArray(printed) ? printed.map(Number) : [];
        if (seconds === undefined || records === undefined || peakBytes === undefined) throw new Error('The script printed no figures.');
        return { kind: 'measured', seconds, records, bytesIn: files.bytes, bytesOut: null, parts: [], notes: [], otherProgram: { peakBytes } };
      },
    },
  ],
};
