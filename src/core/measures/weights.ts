import { difference, flagged, intersection, packagesWith, type PackageSet, pickledFormats, sizeOf, valueNamed } from '../query/index.ts';
import { noneKey } from './rows.ts';
import { behind } from './set-name.ts';
import { shareRow } from './shares.ts';
import type { Measure, MeasureContext, MeasurePart } from './types.ts';
import { valueShares, valueSharesSet } from './value-shares.ts';
import { within } from './within.ts';

/** Formats that hold numbers and no code of their own. Keras files can hold Python code, TensorFlow graphs operations that read files, NumPy files pickles. */
const plainFormats = ['safetensors', 'gguf', 'ggml', 'onnx', 'flax', 'coreml', 'openvino'] as const;

/** Weight formats, and how many packages bring Python pickles. */
export const weights: Measure = {
  info: {
    id: 'weights',
    title: 'Weight formats and pickles',
    group: 'security',
    question: 'In which formats do the weights come, and how many packages can run code when they are loaded?',
    rule: `Formats are told by the names of files that the hub lists, or that lie in the clone; nothing is opened. Exposed to pickles is a package with a format that is, or holds, Python pickles (${pickledFormats.join(', ')}): loading one can run any code. One that also comes in a format of numbers alone (${plainFormats.join(', ')}) can be loaded without. What a pickle imports, the tab Weights of a package says.`,
    source: 'SCORED’22 on risks of loading models; the lists of formats are this program’s',
    unit: 'packages',
    denominator: 'All packages of the selection.',
    missing: 'Packages of which no file names a weight format; among them those of hubs that list no files.',
    parameters: [{ kind: 'number', id: 'top', title: 'Formats shown', description: 'How many are shown one by one.', min: 1, max: 1000, step: 1, initial: 20 }],
    references: [],
  },
  compute(context) {
    return [wholePart(context, this.info), picklesPart(context, this.info), formatsPart(context, this.info)];
  },
  packagesOf(context, part, row) {
    if (part === 'formats') return valueSharesSet(context, 'format', Number(context.parameters['top']), row);
    if (part === 'whole' && row === 'known') return flagged(context.database, 'format');
    return part === 'pickles' ? exposureSets(context).find(({ key }) => key === row)?.set : undefined;
  },
};

/** Packages of the whole index that fall under each; none under two. */
function exposureSets({ database }: MeasureContext): readonly { readonly key: string; readonly label: string; readonly set: PackageSet }[] {
  const ofFormats = (formats: readonly string[]): PackageSet => {
    const numbers = new Set(formats.map((format) => valueNamed(database, 'format', format)));
    return packagesWith(database, 'format', (value) => numbers.has(value));
  };
  const pickled = ofFormats(pickledFormats);
  const plain = ofFormats(plainFormats);
  return [
    { key: 'only', label: 'Pickles, and no format of numbers alone', set: difference(pickled, plain) },
    { key: 'beside', label: 'Pickles beside a format of numbers alone', set: intersection(pickled, plain) },
    { key: 'free', label: 'No pickles', set: difference(flagged(database, 'format'), pickled) },
  ];
}

function wholePart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { packages: of, selected, query, database } = context;
  const pickled = exposureSets(context).filter(({ key }) => key !== 'free').reduce((sum, { set }) => sum + sizeOf(intersection(selected, set)), 0);
  return {
    kind: 'values', key: 'whole', title: 'Weights and pickles', denominator: { words: 'all packages', count: of }, missing: [], reference: null, notes: [],
    rows: [
      { key: 'known', label: 'Packages with weights of a known format', value: sizeOf(intersection(selected, flagged(database, 'format'))), unit: 'packages', of, packages: behind({ info }, context, 'whole', 'known'), reference: null, note: null },
      { key: 'pickles', label: 'Packages that bring pickles', value: pickled, unit: 'packages', of, packages: within(query, 'has:pickle'), reference: null, note: null },
    ],
  };
}

function picklesPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { packages: of, selected } = context;
  const rows = exposureSets(context).map(({ key, label, set }) => shareRow({ key, label, count: sizeOf(intersection(selected, set)), of, packages: behind({ info }, context, 'pickles', key) }));
  const none = of - rows.reduce((sum, { count }) => sum + count, 0);
  return {
    kind: 'shares', key: 'pickles', title: 'Packages by exposure to pickles', denominator: { words: 'all packages', count: of },
    missing: [{ words: 'packages of which no file names a weight format', count: none, packages: behind({ info }, context, 'formats', noneKey) }],
    reference: null, notes: [], unit: 'packages', partition: true,
    rows: [...rows, shareRow({ key: noneKey, label: 'No weights known', count: none, of, role: 'none', packages: behind({ info }, context, 'formats', noneKey) })],
  };
}

function formatsPart(context: MeasureContext, info: Measure['info']): MeasurePart {
  const { rows, missing } = valueShares(context, {
    info, part: 'formats', field: 'format', search: { field: 'format', has: null }, top: Number(context.parameters['top']),
    labels: { rest: 'Other formats only', none: 'No weights known' },
  });
  return {
    kind: 'shares', key: 'formats', title: 'Packages by weight format', denominator: { words: 'all packages', count: context.packages },
    missing: [{ words: 'packages of which no file names a weight format', count: missing, packages: rows.at(-1)?.packages ?? null }],
    reference: null, notes: ['A package with weights in several formats counts for each.'], unit: 'packages', partition: false, rows: [...rows],
  };
}
