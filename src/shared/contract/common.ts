import { z } from 'zod';
import { lazily } from '../lazily.ts';

export const hubIdSchema = lazily(() => z.enum(['huggingface', 'modelzoo', 'pytorchhub', 'onnxmodelzoo', 'modelhub']));
/** A mirror's id: the first 16 hex digits of a hash over its real source paths. */
export const mirrorIdSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
export const nothing = lazily(() => z.object({}).strict());
export const offsetSchema = lazily(() => z.number().int().min(0).max(1e9));
/** The most rows that one answer carries; the window asks for pages. */
export const limitSchema = lazily(() => z.number().int().min(1).max(1000));
export const pathSchema = lazily(() => z.string().min(1).max(32_768));

export const packageKeySchema = lazily(() => z.object({
  hub: hubIdSchema(),
  name: z.string().min(1).max(4096),
  ordinal: z.number().int().min(0),
}));

export const severitySchema = lazily(() => z.enum(['error', 'warning', 'note']));
