import { z } from 'zod';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, packageKeySchema } from './common.ts';

/** What is said of code in a weight file, the worst first. An allow-list decides: nothing is ever called harmless. */
export const verdictKinds = ['other-imports', 'holds-code', 'unparsed', 'not-examined', 'known-imports', 'no-imports', 'content-absent'] as const;

export const verdictSchema = lazily(() => z.object({ kind: z.enum(verdictKinds), text: z.string() }));

/** `dtype` is named as safetensors names it (F32, BF16); quantised types as GGUF does (Q4_K). */
const dtypeCountSchema = lazily(() => z.object({ dtype: z.string(), parameters: z.number(), tensors: z.number() }));

export const weightFileSchema = lazily(() => z.object({
  path: z.string(),
  /** Bytes of the content; of an LFS pointer those that it points to. */
  size: z.number().nullable(),
  /** SHA-256 of an LFS pointer. */
  oid: z.string().nullable(),
  /** What the content is by its own bytes; null where it is not here or nothing known. */
  format: z.string().nullable(),
  formatTitle: z.string().nullable(),
  /** What the name promises. */
  formatByName: z.string().nullable(),
  /** Set where name and content disagree. */
  mismatch: z.string().nullable(),
  outcome: z.enum(['whole', 'partial', 'unreadable', 'absent']),
  /** Why it was not read, or not whole. */
  reason: z.string().nullable(),
  parameters: z.number().nullable(),
  tensors: z.number().nullable(),
  dtypes: z.array(dtypeCountSchema()),
  quantisation: z.string().nullable(),
  /** How many things are wrong with the file by its format's rules. */
  problems: z.number(),
  verdict: verdictSchema(),
}));

const tensorSchema = lazily(() => z.object({
  name: z.string(),
  dtype: z.string(),
  shape: z.array(z.number()),
  /** Byte of the file at which its values begin, and their bytes; null where the header does not say. */
  offset: z.number().nullable(),
  bytes: z.number().nullable(),
}));

const valueSchema = lazily(() => z.object({ name: z.string(), type: z.string() }));

/** A list of which the first entries are given. */
const cut = <Item extends z.ZodType>(item: Item) => z.object({ total: z.number(), rows: z.array(item) });

const weightDetailSchema = lazily(() => z.object({
  file: weightFileSchema(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  metadata: cut(z.object({ key: z.string(), value: z.string() })),
  problems: cut(z.string()),
  /** Other things a reader should know, such as templates and custom operators. */
  notes: z.array(z.string()),
  graph: z.object({ inputs: cut(valueSchema()), outputs: cut(valueSchema()), operators: cut(z.object({ name: z.string(), count: z.number() })) }).nullable(),
  /** What a pickle inside would import and call; `where` names the member of an archive or a pickle inside another one. */
  code: z
    .object({
      imports: cut(z.object({ name: z.string(), known: z.boolean(), count: z.number(), offset: z.number(), where: z.string().nullable() })),
      calls: cut(z.object({ operation: z.string(), callee: z.string(), count: z.number(), offset: z.number(), where: z.string().nullable(), arguments: z.string() })),
    })
    .nullable(),
  tensors: cut(tensorSchema()),
}));

const onePackage = lazily(() => z.object({ mirror: mirrorIdSchema(), package: packageKeySchema() }));

export const weightCalls = {
  /** The weight files of a package and what their headers tell. Reads headers only, runs and loads nothing. */
  'packages.weights': defineCall(
    onePackage,
    () => z.object({
      source: z.enum(['clone', 'metadata', 'none']),
      reason: z.string().nullable(),
      commit: z.string().nullable(),
      /** What the hub's metadata states; nothing of it is checked. */
      stated: z.array(z.object({ format: z.string(), total: z.number().nullable(), dtypes: z.array(z.object({ dtype: z.string(), parameters: z.number() })) })),
      summary: z.object({
        /** Weight files, and those of them whose content was read. */
        files: z.number(),
        read: z.number(),
        bytes: z.number().nullable(),
        formats: z.array(z.object({ format: z.string(), files: z.number(), bytes: z.number().nullable() })),
        /** Files that belong together, as shards do: each set is one copy of the weights, the largest first. */
        sets: z.array(
          z.object({ name: z.string(), format: z.string(), files: z.number(), bytes: z.number().nullable(), parameters: z.number().nullable(), whole: z.boolean(), dtypes: z.array(dtypeCountSchema()) }),
        ),
        quantisation: z.array(z.string()),
        verdict: verdictSchema().nullable(),
      }),
      files: z.array(weightFileSchema()),
      total: z.number(),
    }),
  ),
  /** One of them in full; of its tensors a page. */
  'packages.weightFile': defineCall(() => onePackage().extend({ path: z.string().min(1).max(4096), offset: offsetSchema().default(0), limit: limitSchema().default(200) }), weightDetailSchema),
};
