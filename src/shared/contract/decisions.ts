import { z } from 'zod';
import { candidateVerdicts, decisionLimits, decisionStages } from '../domain/decision.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { mirrorIdSchema, packageKeySchema, pathSchema } from './common.ts';
import { claimSchema, querySchema } from './packages.ts';

const limits = decisionLimits;
const idSchema = lazily(() => z.string().regex(/^[0-9a-f]{16}$/));
const line = lazily(() => z.string().max(limits.line));
const text = lazily(() => z.string().max(limits.text));
const moment = lazily(() => z.number().int().min(0).max(Number.MAX_SAFE_INTEGER));
const amount = lazily(() => z.number().min(0).max(Number.MAX_SAFE_INTEGER).nullable());

/** What a model must be, in the words and numbers of whoever chooses. Empty texts and null ask for nothing. */
const requirementsSchema = lazily(() => z.object({
  purpose: text(),
  task: line(),
  inputs: line(),
  outputs: line(),
  /** Licences that are allowed, as the search compares them. */
  licences: z.array(line().min(1)).max(limits.licences),
  maxBytes: amount(),
  maxParameters: amount(),
  /** Whether packages stay that do not state a licence, a size or a number of parameters. */
  keepUnknown: z.boolean(),
  latency: text(),
}));

const versionSchema = lazily(() => z.object({
  /** The commit that the record names, and HEAD of the clone, when the candidate was looked at. */
  sha: z.string().max(200).nullable(),
  head: z.string().max(200).nullable(),
  /** Of the index that said so. */
  fingerprint: z.string().max(200),
  recordedAt: moment(),
}));

const resultSchema = lazily(() => z.object({ task: line().nullable(), dataset: line().nullable(), metric: line().min(1), value: line().min(1), note: line(), at: moment() }));

const candidateSchema = lazily(() => z.object({
  package: packageKeySchema(),
  version: versionSchema(),
  verdict: z.enum(candidateVerdicts),
  /** Why it was taken or dropped. */
  reason: text(),
  /** What was measured downstream. */
  results: z.array(resultSchema()).max(limits.results),
}));

const stageSchema = lazily(() => z.enum(decisionStages));

/** All of a decision but its id. Never one total score: what was considered, why, and the exact versions. */
export const decisionContentSchema = lazily(() => z.object({
  title: z.string().trim().min(1, 'A decision needs a title.').max(limits.title),
  stage: stageSchema(),
  requirements: requirementsSchema(),
  /** The search that finds candidates; null where it follows from the requirements. */
  query: querySchema().nullable(),
  candidates: z.array(candidateSchema()).max(limits.candidates),
  /** Points by which an own result may differ from a claim before it is told as a discrepancy. */
  threshold: z.number().min(0).max(1000),
  evaluation: text(),
  deployment: text(),
  /** Changes of the stage, the first first. */
  history: z.array(z.object({ from: stageSchema(), to: stageSchema(), reason: text(), at: moment() })).max(limits.changes),
}));

const decisionSchema = lazily(() => decisionContentSchema().extend({ id: idSchema(), createdAt: moment(), changedAt: moment() }));

/** The file that is shared. Readers of version 1 refuse a later one. `mirror`, `program` and `index` are for people: packages are found by hub, name and ordinal. */
export const decisionFileSchema = lazily(() => z.object({
  format: z.literal('ptmx-decision'),
  version: z.literal(1),
  mirror: z.string().max(1000),
  program: z.string().max(100),
  /** Of the index in force when the file was written; null where there was none. */
  index: z.string().max(200).nullable(),
  createdAt: moment(),
  changedAt: moment(),
  decision: decisionContentSchema(),
}));

/** How a candidate stands to this mirror as it is now. */
const stateSchema = lazily(() => z.object({
  package: packageKeySchema(),
  /** `differs`: the record or the clone names another commit than was recorded. `unknown`: no index can be asked, or no commit is known to compare. */
  state: z.enum(['same', 'differs', 'gone', 'unknown']),
  sha: z.string().nullable(),
  head: z.string().nullable(),
  task: z.string().nullable(),
  license: z.string().nullable(),
  bytes: z.number().nullable(),
  parameters: z.number().nullable(),
  purl: z.string().nullable(),
  claims: z.array(claimSchema()),
  totalClaims: z.number(),
  /** For each own result, in their order, the claims of the package that it speaks about. */
  checks: z.array(z.array(claimSchema().extend({ /** The own value less the claimed one, in percentage points where both are shares or percentages. */ points: z.number().nullable(), agrees: z.boolean(), beyond: z.boolean() }))),
}));

const oneDecision = lazily(() => z.object({ mirror: mirrorIdSchema(), id: idSchema() }));
const formSchema = lazily(() => z.enum(['markdown', 'json']));

/** Decisions belong to the mirror's id, as notes do, and outlive its index. */
export const decisionCalls = {
  /** Changed last first. */
  'decisions.list': defineCall(
    () => z.object({ mirror: mirrorIdSchema() }),
    () => z.object({ decisions: z.array(z.object({ id: idSchema(), title: z.string(), stage: stageSchema(), candidates: z.number(), taken: z.number(), dropped: z.number(), createdAt: z.number(), changedAt: z.number() })) }),
  ),
  'decisions.get': defineCall(oneDecision, () => z.object({ decision: decisionSchema(), /** Of the index in force now; null where none can be asked. */ fingerprint: z.string().nullable(), states: z.array(stateSchema()) })),
  /** Begins a decision; packages become its candidates with the versions that they have now. */
  'decisions.create': defineCall(() => z.object({ mirror: mirrorIdSchema(), title: z.string().trim().min(1).max(limits.title), query: querySchema().nullable().default(null), packages: z.array(packageKeySchema()).max(limits.candidates).default([]) }), decisionSchema),
  /** Puts a whole content in the place of another. With `was`, refused where something else stands there by now. */
  'decisions.change': defineCall(() => oneDecision().extend({ content: decisionContentSchema(), was: decisionContentSchema().optional() }), decisionSchema),
  /** Adds candidates with the versions that they have now; those that are there already are left as they are. `before`: the content, for undo. */
  'decisions.addCandidates': defineCall(() => oneDecision().extend({ packages: z.array(packageKeySchema()).min(1).max(limits.candidates) }), () => z.object({ decision: decisionSchema(), before: decisionContentSchema(), added: z.number() })),
  /** Records the versions that candidates have now in the place of those that were recorded. */
  'decisions.recordVersions': defineCall(() => oneDecision().extend({ packages: z.array(packageKeySchema()).min(1).max(limits.candidates) }), () => z.object({ decision: decisionSchema(), before: decisionContentSchema() })),
  'decisions.remove': defineCall(oneDecision, () => z.object({ removed: decisionSchema() })),
  /** Puts one back that was removed, with its id. */
  'decisions.restore': defineCall(() => z.object({ mirror: mirrorIdSchema(), decision: decisionSchema() }), decisionSchema),
  /** A decision as the text of its file. */
  'decisions.text': defineCall(() => oneDecision().extend({ form: formSchema() }), () => z.object({ text: z.string(), suggestion: z.string() })),
  'decisions.export': defineCall(() => oneDecision().extend({ form: formSchema(), target: pathSchema(), overwrite: z.boolean().default(false) }), () => z.object({ path: z.string(), count: z.number(), bytes: z.number() })),
  /** Takes in such a file as a new decision, whole or not at all; one that is here already with the same content is not added again. */
  'decisions.import': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), path: pathSchema() }),
    () => z.object({ decision: decisionSchema(), known: z.boolean(), /** Candidates whose version here is another, that this mirror lacks, and of which that cannot be told. */ differing: z.number(), gone: z.number(), unknown: z.number() }),
  ),
};
