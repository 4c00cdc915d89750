import { fold } from '../../shared/search/index.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import {
  addTo, countedValues, difference, emptySet, flagged, hold, intersection, lastPackage, packagesWith, prepare, type PackageSet, sizeOf, valueNamed,
} from '../query/index.ts';
import { noneKey, restKey, valueKey, valueOfKey } from './rows.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart, ShareRow } from './types.ts';
import { oneOf, within } from './within.ts';

const paper = 'ICSE’23, Fig. 7';
const ofRules = ['strict', 'tolerant', 'evaluations'] as const;
type Rule = (typeof ofRules)[number];

/** Models with a claim, and models, by task. */
const counts: readonly (readonly [string, number, number])[] = [
  ['token-classification', 526, 3130], ['automatic-speech-recognition', 618, 3919], ['image-classification', 105, 731], ['summarization', 56, 501],
  ['text-classification', 872, 8764], ['translation', 99, 1637], ['text2text-generation', 256, 5320], ['object-detection', 1, 44], ['multiple-choice', 1, 94],
  ['question-answering', 22, 2102], ['audio-classification', 1, 141], ['fill-mask', 17, 3802], ['sentence-similarity', 1, 609], ['text-generation', 7, 5481], [restKey, 12, 26_192],
];
const published = new Map(counts.map(([key, count, of]) => [key, { share: count / of, count, of }]));
const publishedWhole = counts.reduce((sum, [, count, of]) => ({ count: sum.count + count, of: sum.of + of }), { count: 0, of: 0 });

const titles: Readonly<Record<Rule, string>> = {
  strict: 'Strict, as the paper counts',
  tolerant: 'Tolerant, cards alone',
  evaluations: 'Tolerant, evaluation files too',
};

/** Models that make a machine-readable performance claim, by what they do. */
export const claimsByTask: Measure = {
  info: {
    id: 'claims-by-task',
    title: 'Claims by task',
    group: 'claims',
    question: 'For which tasks do models state their performance so that a machine can read it?',
    rule: 'Models of a task (pipeline_tag) with at least one claim. Strict: the first entry of the card’s model-index has results; every result has a task and a dataset object; every metric has name, type and a value that is a float; any failure means no claims. Tolerant: one metric with a type and a value is enough; with evaluation files, one value of the hub’s list of results or of .eval_results/*.yaml in the clone is enough too. Tasks with a share under the threshold are folded together.',
    source: paper,
    unit: 'packages',
    denominator: 'Packages of the task, within the selection.',
    missing: 'Packages without a task: they are counted apart.',
    parameters: [
      { kind: 'choice', id: 'rule', title: 'What is a claim', description: 'The rule by which a model counts as one with a claim.', options: ofRules.map((value) => ({ value, title: titles[value] })), initial: 'strict' },
      { kind: 'number', id: 'fold', title: 'Fold below', description: 'Tasks in which a smaller percentage of models makes a claim are folded together.', min: 0, max: 100, step: 0.1, initial: 0.1 },
    ],
    references: [{ source: paper, note: '63,182 models of Hugging Face in 2022, by the strict rule. The paper’s “other” holds models without a task too, which stand apart here.' }],
  },
  compute(context) {
    return [wholePart(context, this.info), tasksPart(context, this.info)];
  },
  packagesOf(context, part, row) {
    const rule = part === 'whole' ? ofRules.find((one) => one === row) : ruleOf(context);
    if (rule === undefined) return undefined;
    const claiming = claimingSet(context, rule);
    if (part === 'whole') return claiming;
    if (part !== 'tasks') return undefined;
    if (row === noneKey) return difference(claiming, packagesWith(context.database, 'task', () => true));
    if (row === restKey) {
      const { folded } = tasksOf(context);
      const numbers = new Set(folded.map(({ number }) => number));
      return intersection(claiming, packagesWith(context.database, 'task', (number) => numbers.has(number)));
    }
    const wanted = valueOfKey(row);
    const number = wanted === null ? undefined : valueNamed(context.database, 'task', wanted);
    return number === undefined ? undefined : intersection(claiming, packagesWith(context.database, 'task', (value) => value === number));
  },
};

function ruleOf({ parameters }: MeasureContext): Rule {
  return ofRules.find((rule) => rule === parameters['rule']) ?? 'strict';
}

/** Packages of the whole index that make a claim by a rule. */
function claimingSet({ database }: MeasureContext, rule: Rule): PackageSet {
  if (rule === 'strict') return flagged(database, 'strict');
  const claiming = flagged(database, 'claims');
  return rule === 'evaluations' ? claiming : difference(claiming, evaluatedOnly(database));
}

const evaluatedSql = 'SELECT package FROM claim WHERE (package & 1023 OR live()) GROUP BY package HAVING min(source) = 2';

/** Packages whose claims come from lists of results and evaluation files alone (claimSources: 2). */
function evaluatedOnly(database: MeasureContext['database']): PackageSet {
  return hold(database, 'evaluated only', (set) => set.byteLength, () => {
    const set = emptySet(lastPackage(database));
    for (const id of prepare<[], number>(database, evaluatedSql).pluck().all()) addTo(set, id);
    return set;
  });
}

/** The search for packages with a claim; null where only the row's name finds them. */
function claimSearch(rule: Rule): string | null {
  return rule === 'evaluations' ? 'has:claims' : null;
}

function wholePart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { packages, selected } = context;
  return {
    kind: 'shares', key: 'whole', title: 'Packages with a claim, by rule', denominator: { words: 'all packages', count: packages },
    missing: [], reference: paper, notes: [], unit: 'packages', partition: false,
    rows: ofRules.map((rule) => {
      const plain = claimSearch(rule);
      return shareRow({
        key: rule, label: titles[rule], count: sizeOf(intersection(selected, claimingSet(context, rule))), of: packages,
        packages: plain === null ? behind({ info }, context, 'whole', rule) : within(context.query, plain),
        reference: rule === 'strict' ? { ...publishedWhole, share: publishedWhole.count / publishedWhole.of } : null,
      });
    }),
  };
}

interface Task {
  readonly number: number;
  readonly packages: number;
  readonly claiming: number;
  isFound(): boolean;
  text(): string;
}

/** The tasks of the selection, those with the highest share first, and those that are folded together. */
function tasksOf(context: MeasureContext): { readonly shown: readonly Task[]; readonly folded: readonly Task[]; readonly missing: number; readonly missingClaiming: number } {
  const { database, selected } = context;
  const claiming = intersection(selected, claimingSet(context, ruleOf(context)));
  const all = countedValues(database, 'task', selected);
  const withClaim = countedValues(database, 'task', claiming);
  const claims = new Map(withClaim.values.map(({ number, count }) => [number, count]));
  const tasks = all.values.map((value): Task => ({ number: value.number, packages: value.count, claiming: claims.get(value.number) ?? 0, isFound: () => value.isFound(), text: () => value.text() }));
  const least = Number(context.parameters['fold']) / 100;
  const isShown = (task: Task): boolean => task.claiming / task.packages >= least;
  const shown = tasks.filter(isShown).sort((left, right) => right.claiming / right.packages - left.claiming / left.packages || right.packages - left.packages);
  return { shown, folded: tasks.filter((task) => !isShown(task)), missing: all.missing, missingClaiming: withClaim.missing };
}

function tasksPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { query } = context;
  const rule = ruleOf(context);
  const { shown, folded, missing, missingClaiming } = tasksOf(context);
  const claims = claimSearch(rule);
  const compared = (key: string): ShareRow['reference'] => (rule === 'strict' ? (published.get(key) ?? null) : null);
  const rows = shown.map((task) => {
    const text = task.text();
    const key = fold(text.trim());
    const plain = claims === null || !task.isFound() ? null : oneOf('task', [text]);
    return shareRow({
      key: valueKey(key), label: text, count: task.claiming, of: task.packages, reference: compared(key),
      packages: plain === null ? behind({ info }, context, 'tasks', valueKey(key)) : within(query, `${plain} ${claims}`),
    });
  });
  const sum = (of: (task: Task) => number): number => folded.reduce((total, task) => total + of(task), 0);
  return {
    kind: 'shares', key: 'tasks', title: 'Packages with a claim, by task', denominator: { words: 'packages of the task', count: null },
    missing: [{ words: 'packages without a task', count: missing, packages: within(query, '-has:task') }],
    reference: paper, notes: folded.length === 0 ? [] : [`${pluralText(folded.length, 'task is', 'tasks are')} folded together.`],
    unit: 'packages', partition: false,
    rows: [
      ...rows,
      ...(folded.length === 0 ? [] : [shareRow({
        key: restKey, label: 'Other tasks', count: sum(({ claiming }) => claiming), of: sum(({ packages }) => packages), role: 'rest', reference: compared(restKey),
        packages: behind({ info }, context, 'tasks', restKey, true),
      })]),
      ...(missing === 0 ? [] : [shareRow({
        key: noneKey, label: 'No task', count: missingClaiming, of: missing, role: 'none',
        packages: claims === null ? behind({ info }, context, 'tasks', noneKey) : within(query, `-has:task ${claims}`),
      })]),
    ],
  };
}
