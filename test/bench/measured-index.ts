import { rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { buildIndex, surveyMirror, type WorkControl } from '../../src/core/index/index.ts';
import { hireHere } from '../../src/core/jobs/index.ts';
import { locateMirror } from '../../src/core/mirror/index.ts';

const hire = hireHere(fileURLToPath(new URL('../../src/core/engine/worker.ts', import.meta.url)));

export interface MeasuredIndex {
  readonly seconds: number;
  readonly packages: number;
  readonly commits: number;
  readonly repositories: number;
  readonly problems: number;
  readonly jsonBytes: number;
  readonly indexBytes: number;
  readonly phases: readonly (readonly [phase: string, seconds: number])[];
  /** What the writing thread did meanwhile, for a note. */
  readonly beside: string;
}

/** Builds the complete index of a mirror into a new file, which stays, and counts what is in it. */
export async function measureIndex(mirror: string, databaseFile: string): Promise<MeasuredIndex> {
  rmSync(databaseFile, { force: true });
  const started = performance.now();
  const phases = new PhaseClock();
  const located = locateMirror([mirror]);
  const survey = surveyMirror(located, null, phases);
  const summary = await buildIndex({ located, databaseFile, appVersion: 'bench', hire, previous: null, survey }, phases);
  phases.end();
  const { rows, reading, indexes, waited } = summary.timings;
  const seconds = (performance.now() - started) / 1000;
  const database = new Database(databaseFile, { readonly: true });
  try {
    const counts = database.prepare<[], { commits: number; jsonBytes: number | null }>('SELECT (SELECT count(*) FROM commits) AS commits, (SELECT sum(json_bytes) FROM hub) AS jsonBytes').get();
    return {
      seconds, packages: summary.packages, repositories: summary.repositories, problems: summary.problems,
      commits: counts?.commits ?? 0, jsonBytes: counts?.jsonBytes ?? 0, indexBytes: statSync(databaseFile).size, phases: phases.list(),
      beside: `beside it: rows to pages ${rows.toFixed(2)} s, reading and hashing ${reading.toFixed(2)} s, indexes ${indexes.toFixed(2)} s; waited for it ${waited.toFixed(2)} s`,
    };
  } finally {
    database.close();
  }
}

/** Adds up the time between a phase's first report and the next phase's. */
class PhaseClock implements WorkControl {
  private readonly sums = new Map<string, number>();
  private phase = 'Opening';
  private since = performance.now();

  progress({ phase }: { readonly phase: string }): void {
    if (phase === this.phase) return;
    this.end();
    this.phase = phase;
  }

  isCancelled(): boolean {
    return false;
  }

  end(): void {
    const now = performance.now();
    this.sums.set(this.phase, (this.sums.get(this.phase) ?? 0) + (now - this.since) / 1000);
    this.since = now;
  }

  list(): readonly (readonly [string, number])[] {
    return [...this.sums];
  }
}
