import { FormatError } from '../bytes.ts';
import { type JsonValue, membersOf, parseJsonWithin, textOf } from '../json.ts';
import type { WeightReader } from '../reader.ts';
import { clipped, type Report } from '../report.ts';
import { openMember, readZip } from '../zip.ts';

/** Modules whose classes Keras itself brings; a class of another one is imported on loading. */
const ownModules = /^(keras|tf_keras|tensorflow\.keras|keras_hub|keras_nlp|keras_cv|builtins)(\.|$)/;

/**
 * Keras archive (`.keras`), by keras/src/saving/saving_lib.py: a zip archive with `metadata.json`, `config.json` and `model.weights.h5`. A Lambda
 * layer's config holds Python bytecode, and classes of other modules are imported on loading (CVE-2024-3660, CVE-2025-1550).
 */
export const kerasArchive: WeightReader = {
  id: 'keras',
  title: 'Keras archive',
  names: ['keras'],
  recognises: ({ members }) => members?.some(({ name }) => name === 'config.json') === true && members.some(({ name }) => name === 'metadata.json' || name.endsWith('.weights.h5')),
  read: (file, report) => {
    const { members, problems } = readZip(file);
    for (const problem of problems.rows) report.problem(problem);
    report.fact('Members', members.map(({ name }) => clipped(name, 60)).slice(0, 20).join(', '));
    const json = (wanted: string): JsonValue => {
      const member = members.find(({ name }) => name === wanted);
      if (member === undefined) return null;
      const content = openMember(file, member, (text) => report.problem(text));
      return parseJsonWithin(content.readAt(0, content.size), file.budget).value;
    };
    report.fact('Keras version', textOf(membersOf(json('metadata.json')).get('keras_version')));
    const config = json('config.json');
    if (config === null) throw new FormatError('malformed', 'It has no config.json.');
    describeConfig(config, report);
    report.note('Its weights lie inside as HDF5 and are not counted.');
  },
};

/** Layers by class, and what runs on loading. */
function describeConfig(config: JsonValue, report: Report): void {
  const classes = new Map<string, number>();
  const risky = new Set<string>();
  const visit = (value: JsonValue): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!(value instanceof Map)) return;
    const name = textOf(value.get('class_name'));
    const module = textOf(value.get('module'));
    if (name !== null && value.has('config')) {
      classes.set(name, (classes.get(name) ?? 0) + 1);
      if (name.endsWith('Lambda')) risky.add(`${name} layer`);
      if (name === '__lambda__') risky.add('Lambda function');
      if (module !== null && !ownModules.test(module)) risky.add(`class ${clipped(module, 80)}.${clipped(name, 80)}`);
    }
    for (const inner of value.values()) visit(inner);
  };
  visit(config);
  report.fact('Model', textOf(membersOf(config).get('class_name')));
  for (const [name, count] of [...classes].slice(0, 100)) report.meta(`class ${name}`, String(count));
  if (risky.size > 0) report.holdsCode = [...risky].slice(0, 8).join(', ');
}
