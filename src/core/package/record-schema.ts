import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { z } from 'zod';
import type { CallAnswer } from '../../shared/contract/index.ts';
import type { HubId } from '../../shared/domain/index.ts';
import { parseJson } from '../mirror/index.ts';

type Violation = NonNullable<NonNullable<CallAnswer<'packages.raw'>['unified']>['violations']>['list'][number];

const text = z.string({ error: 'text' });
const maybeText = z.string({ error: 'text or null' }).nullable();
const texts = z.array(text, { error: 'a list of texts' });
const textOrTexts = z.union([z.string(), z.array(z.string())], { error: 'text, or a list of texts' });
const wholeNumber = z.int({ error: 'a whole number' });
const count = z.int({ error: 'a whole number' }).min(0, { error: 'a number that is not negative' });
const yesOrNo = z.boolean({ error: 'true or false' });
const commit = z.string({ error: 'the name of a commit' }).regex(/^[0-9a-f]{40}$/, { error: 'the name of a commit, 40 hex digits' });
const date = z.string({ error: 'a date' }).regex(/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/, { error: 'a date such as 2022-02-01T12:00:00.000Z' });
const anything = z.unknown();

const dataset = z.strictObject({
  DatasetName: text, DatasetOwner: maybeText.optional(), DatasetURL: maybeText.optional(), DatasetOwnerURL: maybeText.optional(), DatasetPaperDOI: maybeText.optional(), DatasetUsages: anything.optional(),
});

/** The unified record as PTMTorrent publishes its schema (MSR'23; domain.md, section 1). */
const unified = z.strictObject({
  id: wholeNumber,
  ModelHub: z.strictObject({ ModelHubName: text, ModelHubURL: text, MetadataFilePath: text, MetadataObjectID: z.int({ error: 'a whole number' }) }, { error: 'an object' }),
  ModelName: text,
  ModelOwner: text,
  ModelURL: text,
  ModelOwnerURL: text,
  LatestGitCommitSHA: commit,
  Datasets: z.array(dataset, { error: 'a list of datasets' }).optional(),
  ModelPaperDOIs: texts.optional(),
  ModelTask: text.optional(),
  ModelArchitecture: text.optional(),
});

/** Fields that clients of all three generations write; others are none of the form's (domain.md, "Hub records"). */
const huggingface = z.looseObject({
  modelId: text.optional(), id: text.optional(), _id: text.optional(), sha: commit.optional(), lastModified: date.optional(), last_modified: date.optional(), createdAt: date.optional(), created_at: date.optional(),
  tags: texts.optional(), pipeline_tag: maybeText.optional(), author: maybeText.optional(), library_name: maybeText.optional(),
  siblings: z.array(z.looseObject({ rfilename: text, size: count.nullable().optional() }, { error: 'an object' }), { error: 'a list of files' }).nullable().optional(),
  private: yesOrNo.optional(), gated: z.union([z.literal(false), z.literal('auto'), z.literal('manual'), z.null()], { error: 'false, "auto" or "manual"' }).optional(),
  config: z.looseObject({ architectures: texts.nullable().optional(), model_type: text.optional() }, { error: 'an object or null' }).nullable().optional(),
  likes: count.optional(), downloads: count.optional(),
  cardData: z
    .looseObject(
      {
        license: textOrTexts.nullable().optional(), language: textOrTexts.nullable().optional(), datasets: textOrTexts.nullable().optional(), tags: textOrTexts.nullable().optional(), metrics: textOrTexts.nullable().optional(),
        base_model: textOrTexts.nullable().optional(), pipeline_tag: maybeText.optional(), library_name: maybeText.optional(), 'model-index': z.array(z.looseObject({}), { error: 'a list of models with results' }).nullable().optional(),
      },
      { error: 'an object or null' },
    )
    .nullable()
    .optional(),
});

const modelzoo = z.looseObject({
  title: text, description: maybeText.optional(), stars: count.nullable().optional(), link: maybeText.optional(), framework: maybeText.optional(), long_desc: maybeText.optional(), slug: text.optional(),
  categories: z.array(z.looseObject({ title: text.optional(), slug: text.optional() }), { error: 'a list of categories' }).optional(),
});

const pytorchhub = z.looseObject({
  id: wholeNumber, ModelName: text, ModelAuthor: maybeText, ModelDescription: maybeText, ModelURL: maybeText, GitHubURL: maybeText, ColabURL: maybeText.optional(), DemoURL: maybeText.optional(),
});

const onnxmodelzoo = z.looseObject({
  id: wholeNumber, Model: text, ModelSize: maybeText.optional(), ModelPath: maybeText.optional(), ONNXVersion: maybeText.optional(), OpsetVersion: maybeText.optional(), Dataset: maybeText.optional(), Category: maybeText.optional(),
});

const modelhub = z.looseObject({
  id: text, name: text, task_extended: maybeText.optional(), github: maybeText, github_branch: maybeText.optional(), backend: textOrTexts.optional(), gpu: z.union([yesOrNo, z.null()], { error: 'true, false or null' }).optional(),
});

const metadata: Readonly<Record<HubId, z.ZodType>> = { huggingface, modelzoo, pytorchhub, onnxmodelzoo, modelhub };

/** What the generator itself writes in every record, against its own schema (domain.md, traps 1 and 2). */
const usual: ReadonlySet<string> = new Set(['ModelHub.MetadataObjectID', 'Dataset']);

const mostViolations = 200;

/**
 * Where a record differs from the form that its kind should have, with the line of its text, at most 200 places; none where the text is
 * no JSON.
 */
export function violationsOf(kind: 'unified' | 'metadata', hub: HubId, source: string): { readonly list: readonly Violation[]; readonly total: number } {
  let record: unknown;
  try {
    record = parseJson(source);
  } catch {
    return { list: [], total: 0 };
  }
  const checked = (kind === 'unified' ? unified : metadata[hub]).safeParse(record);
  if (checked.success) return { list: [], total: 0 };
  const places = checked.error.issues.flatMap((issue): readonly { path: readonly PropertyKey[]; expected: string }[] =>
    issue.code === 'unrecognized_keys' ? issue.keys.map((key) => ({ path: [...issue.path, key], expected: 'no such field' })) : [{ path: issue.path, expected: issue.message }],
  );
  const tree = parseTree(source);
  const lineOf = lineCounter(source);
  const list = places.slice(0, mostViolations).map(({ path, expected }): Violation => {
    const found = valueAt(record, path);
    const name = path.map(String).join('.');
    return { path: name, line: lineOf(offsetOf(tree, path)), expected, found: shown(found), usual: kind === 'unified' && usual.has(name) };
  });
  return { list: list.toSorted((left, right) => left.line - right.line), total: places.length };
}

function valueAt(record: unknown, path: readonly PropertyKey[]): unknown {
  let value = record;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** Where the value stands, or the nearest thing around it where there is none. */
function offsetOf(tree: Node | undefined, path: readonly PropertyKey[]): number {
  if (!tree) return 0;
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node = findNodeAtLocation(tree, path.slice(0, depth).map((key) => (typeof key === 'number' ? key : String(key))));
    if (node) return node.offset;
  }
  return 0;
}

/** Tells the line of an offset, counted from 1. */
function lineCounter(source: string): (offset: number) => number {
  const ends: number[] = [];
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) ends.push(at);
  return (offset) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}

const longestShown = 60;

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const whole = JSON.stringify(value);
  return whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole;
}
