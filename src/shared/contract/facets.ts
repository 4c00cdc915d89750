import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema } from './common.ts';
import { querySchema } from './packages.ts';

/** `has` and `is` list the flags of the search language, `subset` the user's subsets; the others the values of their field. */
export const facetFields = [
  'hub', 'task', 'architecture', 'license', 'library', 'owner', 'dataset', 'language', 'tag', 'format', 'paper', 'base', 'maintainer', 'subset', 'has', 'is',
] as const;

const histogramFields = ['downloads', 'likes', 'stars', 'files', 'params', 'size', 'claims', 'commits', 'dependents', 'created', 'modified'] as const;

/** What the bins of a histogram are: equal steps of numbers; steps 1, 2, 5, 10 …; or parts of the calendar (UTC). */
const histogramScales = ['linear', 'log', 'day', 'month', 'quarter', 'year'] as const;

const valueSchema = lazily(() => z.string().max(10_000));

export const facetCalls = {
  /** Values with counts. The conditions on a facet's own field are left out; of a flag, those on that flag. */
  'packages.facets': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      query: querySchema().default(''),
      fields: z.array(z.enum(facetFields)).min(1).max(facetFields.length),
      limit: z.number().int().min(1).max(500).default(12),
      /** Only values with this in them, compared folded. */
      contains: z.string().max(200).default(''),
      /** Values to list whatever their count. */
      include: z.array(valueSchema()).max(256).default([]),
      /** The time that an answer may take; what is counted by then is a lower bound, and `exact` is false. */
      withinMs: z.number().int().min(0).max(60_000).optional(),
    }),
    () => z.object({
      facets: z.array(
        z.object({
          field: z.enum(facetFields),
          values: z.array(z.object({ value: z.string(), count: z.number() })),
          /** Packages of the result in which the field has no value. */
          missing: z.number(),
          /** Values beyond the listed ones. */
          more: z.number(),
          /** Whether all is counted; else each number is at least so large. */
          exact: z.boolean(),
        }),
      ),
    }),
  ),
  /** How a number or date of a result is spread; the conditions on the field itself are left out. */
  'packages.histogram': defineCall(
    () => z.object({
      mirror: mirrorIdSchema(),
      query: querySchema().default(''),
      field: z.enum(histogramFields),
      /** The most bins to make. */
      bins: z.number().int().min(1).max(200).default(24),
    }),
    () => z.object({
      field: z.enum(histogramFields),
      scale: z.enum(histogramScales),
      /** From `from` up to but without `to`, where the next one begins. Dates in milliseconds since 1970. */
      bins: z.array(z.object({ from: z.number(), to: z.number(), count: z.number() })),
      /** Packages of the result that state no number. */
      missing: z.number(),
      /** Of what is counted; null where no package states a number. */
      min: z.number().nullable(),
      max: z.number().nullable(),
      median: z.number().nullable(),
    }),
  ),
};
