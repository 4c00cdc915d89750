import type { CallAnswer, WeightDetail, Weights } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { printable, shown, textTable } from '../table.ts';
import type { VerbContext } from '../verb.ts';

interface Asked {
  readonly mirror: string;
  readonly package: PackageKey;
}

/** The weights of a package, or one file of them where `--path` names it. */
export async function showWeights(context: VerbContext, asked: Asked, limit: number, json: boolean): Promise<void> {
  const path = context.args.text('path');
  if (path !== null) {
    const detail = await context.call('packages.weightFile', { ...asked, path, limit });
    return json ? context.printJson(detail) : printFile(context, detail, limit);
  }
  const weights = await context.call('packages.weights', asked);
  return json ? context.printJson(weights) : printWeights(context, weights, limit);
}

function printWeights(context: VerbContext, weights: Weights, limit: number): void {
  if (weights.reason !== null) context.note(weights.reason);
  context.print(summaryLines(weights));
  if (weights.files.length === 0) return;
  context.print('');
  context.print(
    textTable(weights.files.slice(0, limit), [
      { title: 'size', align: 'right', value: (file) => shown(file.size) },
      { title: 'parameters', align: 'right', value: (file) => shown(file.parameters) },
      { title: 'dtype', value: (file) => file.quantisation ?? file.dtypes.map(({ dtype }) => dtype).join(', '), most: 24 },
      { title: 'format', value: (file) => file.formatTitle ?? `${shown(file.formatByName)} (by name)`, most: 24 },
      { title: 'verdict', value: (file) => file.verdict.text, most: 70 },
      { title: 'path', value: (file) => file.path, most: 120 },
    ]),
  );
  for (const { path, mismatch } of weights.files.slice(0, limit)) if (mismatch !== null) context.note(printable(`${path}: ${mismatch}`));
  context.note(`${Math.min(limit, weights.files.length)} of ${weights.total} weight files, from ${weights.source}`);
}

function summaryLines({ summary, stated }: Weights): string {
  const [largest] = summary.sets;
  const facts: readonly (readonly [string, string])[] = [
    ['weight files', `${summary.files}, content of ${summary.read} read`],
    ['bytes', shown(summary.bytes)],
    ['formats', summary.formats.map(({ format, files }) => `${format} (${files})`).join(', ')],
    ['parameters', largest === undefined ? '' : `${shown(largest.parameters)} in ${largest.name}: ${dtypesText(largest.dtypes)}${largest.whole ? '' : ' (not whole)'}`],
    ...stated.map(({ format, total, dtypes }) => ['stated', `${shown(total)} parameters as ${format} by the hub${dtypes.length === 0 ? '' : `: ${dtypesText(dtypes)}`}`] as const),
    ['quantisation', summary.quantisation.join(', ')],
    ['verdict', shown(summary.verdict?.text)],
  ];
  return labelled(facts);
}

function dtypesText(dtypes: readonly { readonly dtype: string; readonly parameters: number }[]): string {
  return dtypes.map(({ dtype, parameters }) => `${dtype} ${shown(parameters)}`).join(', ');
}

function labelled(facts: readonly (readonly [string, string])[]): string {
  return facts.filter(([, value]) => value !== '').map(([label, value]) => `${printable(label).padEnd(18)}${printable(value)}`).join('\n');
}

function printFile(context: VerbContext, { file, facts, metadata, problems, notes, graph, code, tensors }: WeightDetail, limit: number): void {
  const { rows } = metadata;
  context.print(labelled([
    ['file', file.path], ['size', shown(file.size)], ['oid', shown(file.oid)], ['format', shown(file.formatTitle)], ['mismatch', shown(file.mismatch)], ['verdict', file.verdict.text], ['reason', shown(file.reason)],
    ['parameters', file.parameters === null ? '' : `${shown(file.parameters)}: ${dtypesText(file.dtypes)}`], ['quantisation', shown(file.quantisation)],
    ...facts.map(({ label, value }) => [label.toLowerCase(), value] as const),
    ...notes.map((note) => ['note', note] as const),
    ...problems.rows.slice(0, limit).map((problem) => ['problem', problem] as const),
  ]));
  section(context, 'metadata', rows.slice(0, limit), metadata.total, (listed) => labelled(listed.map(({ key, value }) => [key, value] as const)));
  if (code !== null) {
    section(context, 'imports', code.imports.rows.slice(0, limit), code.imports.total, (listed) => textTable(listed, [
      { title: 'known', value: ({ known }) => (known ? 'known' : 'other') },
      { title: 'count', align: 'right', value: ({ count }) => shown(count) },
      { title: 'byte', align: 'right', value: ({ offset }) => String(offset) },
      { title: 'import', value: ({ name }) => name, most: 80 },
      { title: 'where', value: ({ where }) => shown(where), most: 60 },
    ]));
    section(context, 'calls', code.calls.rows.slice(0, limit), code.calls.total, (listed) => textTable(listed, [
      { title: 'opcode', value: ({ operation }) => operation },
      { title: 'count', align: 'right', value: ({ count }) => shown(count) },
      { title: 'byte', align: 'right', value: ({ offset }) => String(offset) },
      { title: 'callee', value: ({ callee }) => callee, most: 60 },
      { title: 'first arguments', value: (call) => call.arguments, most: 60 },
    ]));
  }
  if (graph !== null) {
    section(context, 'inputs', graph.inputs.rows, graph.inputs.total, (listed) => labelled(listed.map(({ name, type }) => [name, type] as const)));
    section(context, 'outputs', graph.outputs.rows, graph.outputs.total, (listed) => labelled(listed.map(({ name, type }) => [name, type] as const)));
    section(context, 'operators', graph.operators.rows.slice(0, limit), graph.operators.total, (listed) => labelled(listed.map(({ name, count }) => [name, shown(count)] as const)));
  }
  section(context, 'tensors', tensors.rows, tensors.total, (listed) => textTable(listed, tensorColumns));
}

const tensorColumns: Parameters<typeof textTable<CallAnswer<'packages.weightFile'>['tensors']['rows'][number]>>[1] = [
  { title: 'dtype', value: ({ dtype }) => dtype },
  { title: 'shape', value: ({ shape }) => shape.join(' × ') },
  { title: 'bytes', align: 'right', value: ({ bytes }) => shown(bytes) },
  { title: 'tensor', value: ({ name }) => name, most: 100 },
];

function section<Row>(context: VerbContext, title: string, rows: readonly Row[], total: number, print: (rows: readonly Row[]) => string): void {
  if (total === 0) return;
  context.print(`\n${title} (${rows.length < total ? `${rows.length} of ` : ''}${total})`);
  context.print(print(rows));
}
