import { generatedFiles, generatedMirror } from '../data.ts';
import { firstInstalled, outputOf } from '../programs.ts';
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

/** The system's own Python has the system's packages; another one often comes before it on PATH. */
function pythonWithPandas(): string | null {
  return firstInstalled(['python3', '/usr/bin/python3'], ['-c', 'import pandas']);
}

/** pandas.read_json of the same two files. */
export const pandas: Benchmark = {
  name: 'pandas',
  summary: 'pandas reads the same two files',
  needs: [],
  async prepare(context) {
    if (pythonWithPandas() === null) return { kind: 'skipped', reason: 'no python3 here imports pandas (python3-pandas on Debian)' };
    generatedMirror(context);
    return null;
  },
  measurements: [
    {
      name: 'pandas',
      goals: [],
      async run(context) {
        const python = pythonWithPandas();
        if (python === null) throw new Error('The Python with pandas is gone.');
        const files = generatedFiles(context);
        const printed: unknown = JSON.parse(outputOf(python, ['-c', script, files.metadata, files.unified]));
        const [seconds, records, peakBytes] = Array.isArray(printed) ? printed.map(Number) : [];
        if (seconds === undefined || records === undefined || peakBytes === undefined) throw new Error('The script printed no figures.');
        return { kind: 'measured', seconds, records, bytesIn: files.bytes, bytesOut: null, parts: [], notes: [], otherProgram: { peakBytes } };
      },
    },
  ],
};
