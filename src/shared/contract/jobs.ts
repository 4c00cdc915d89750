import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { nothing } from './common.ts';
import { exportCheckSchema, exportRemarkSchema } from './exports.ts';
import { lfsCheckSchema } from './lfs-check.ts';
import { listReadSchema } from './list-read.ts';
import { errorCodes } from '../result.ts';

export const jobSchema = lazily(() => z.object({
  id: z.string(),
  kind: z.enum(['index', 'export', 'unpack', 'check', 'verify', 'peatmoss', 'list']),
  /** What the job works on, for people: the mirror's name, the target of an export or of unpacking, the package or export that is checked, the file of names. */
  title: z.string(),
  mirror: z.string().nullable(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  phase: z.string(),
  done: z.number(),
  /** Null while the total is not known. */
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'records', 'repositories', 'packages', 'steps']),
  /** Units a second over the last seconds; null until measured. */
  rate: z.number().nullable(),
  etaMs: z.number().nullable(),
  message: z.string(),
  error: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string().optional() }).nullable(),
  startedAt: z.number(),
  endedAt: z.number().nullable(),
  /** For a finished export: where it lies and how much it holds. For unpacking: the new mirror, its files and their bytes. For a check of LFS files or of an export: what it found. */
  outcome: z.object({ path: z.string().nullable(), count: z.number(), bytes: z.number().nullable(), check: lfsCheckSchema().optional(), verified: exportCheckSchema().optional(), listed: listReadSchema().optional(), /** Of an export: what is to be known of it elsewhere. */ warnings: z.array(exportRemarkSchema()).optional() }).nullable(),
}));

export const jobCalls = {
  'jobs.list': defineCall(nothing, () => z.object({ jobs: z.array(jobSchema()) })),
  'jobs.cancel': defineCall(() => z.object({ id: z.string().max(64) }), () => z.object({ cancelled: z.boolean() })),
};
