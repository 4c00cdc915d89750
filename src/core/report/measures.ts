import { parameterWords } from '../../shared/chart/index.ts';
import { stateValue } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { listMeasures, runMeasure, type MeasureInfo, type MeasureSource } from '../measures/index.ts';
import type { Colours } from './chart.ts';
import { h, type Element } from './html.ts';
import { partBlock } from './parts.ts';

const groupTitles: Readonly<Record<MeasureInfo['group'], string>> = {
  mirror: 'What there is', claims: 'Claims of performance', documentation: 'Documentation', security: 'Security', composition: 'Composition', maintenance: 'Maintenance', popularity: 'Popularity',
};

export interface MeasureSections {
  readonly sections: readonly Element[];
  readonly entries: readonly { readonly id: string; readonly title: string }[];
}

/** Every measure over the selection, each with its rule, source, denominator and what is missing. `tick` is told how many are done, and may throw. */
export function measureSections(source: MeasureSource, query: string, colours: Colours, tick: (done: number, of: number) => void): MeasureSections {
  const infos = listMeasures();
  const blocks = infos.map((info, done) => {
    tick(done, infos.length);
    return { info, element: measureBlock(source, info, query, colours) };
  });
  const groups = [...new Set(infos.map(({ group }) => group))];
  return {
    sections: groups.map((group) => h('section', { 'aria-labelledby': `group-${group}` }, h('h2', { id: `group-${group}` }, groupTitles[group]), ...blocks.filter(({ info }) => info.group === group).map(({ element }) => element))),
    entries: infos.map(({ id, title }) => ({ id: `measure-${id}`, title })),
  };
}

function measureBlock(source: MeasureSource, info: MeasureInfo, query: string, colours: Colours): Element {
  const { id, title, question, rule, denominator, missing, references } = info;
  const facts = (parameters: readonly string[]): Element =>
    h(
      'dl', {},
      ...pair('Rule', rule), ...pair('Source', info.source), ...pair('Denominator', denominator), ...pair('Missing', missing),
      ...(parameters.length === 0 ? [] : pair('Set to', parameters.join('; '))),
      ...references.flatMap((reference) => pair('Published', `${reference.source}. ${reference.note}`)),
    );
  const head = [h('h3', { id: `measure-${id}` }, title), h('p', {}, question)];
  try {
    const parameters = comparedWith(source, info);
    const result = runMeasure(source, { measure: id, query, parameters });
    const command = ['ptmx', 'measure', id, ...Object.entries(parameters).map(([name, value]) => `--param ${name}=${value}`)].join(' ');
    return h('section', { 'aria-labelledby': `measure-${id}` }, ...head, facts(parameterWords(info, result)), ...result.parts.map((part) => partBlock(part, colours, `${command} has them all.`)));
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
    return h('section', { 'aria-labelledby': `measure-${id}` }, ...head, facts([]), h('p', {}, `It cannot be computed over this selection: ${error.message}`));
  }
}

/** A measure that compares with another index takes the last state of the mirror. */
function comparedWith({ lastState }: MeasureSource, { parameters }: MeasureInfo): Readonly<Record<string, string>> {
  return lastState === undefined ? {} : Object.fromEntries(parameters.filter(({ kind }) => kind === 'mirror').map(({ id }) => [id, stateValue(lastState.id)]));
}

function pair(name: string, value: string): readonly Element[] {
  return value === '' ? [] : [h('dt', {}, name), h('dd', {}, value)];
}
