import type { WorkStep } from '../index/index.ts';

/** Over how long a rate is taken. Milliseconds. */
const windowMs = 3000;

/** Units a second over the last seconds of one phase, and from it the time that is left. */
export class RateMeter {
  private phase = '';
  private marks: { readonly at: number; readonly done: number }[] = [];

  /** `now` in milliseconds, of any clock; one that was set back begins the measuring anew. */
  measure(step: WorkStep, now: number): { rate: number | null; etaMs: number | null } {
    const last = this.marks.at(-1);
    if (step.phase !== this.phase || (last && (step.done < last.done || now < last.at))) {
      this.phase = step.phase;
      this.marks = [];
    }
    this.marks.push({ at: now, done: step.done });
    while (this.marks.length > 2 && now - (this.marks[0]?.at ?? now) > windowMs) this.marks.shift();
    const first = this.marks[0];
    if (!first || now - first.at < 200) return { rate: null, etaMs: null };
    const rate = ((step.done - first.done) * 1000) / (now - first.at);
    const left = step.total === null ? null : step.total - step.done;
    return { rate, etaMs: left === null || rate <= 0 ? null : Math.round((left / rate) * 1000) };
  }
}
