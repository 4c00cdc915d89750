import { stateOfValue } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { MeasureParameter, ParameterValues } from './types.ts';

/** All parameters of a measure: those given, checked, and the rest as they are initially. Text is read where it comes from a command line. Throws `invalid-arguments`. */
export function readParameters(known: readonly MeasureParameter[], given: ParameterValues): ParameterValues {
  const stranger = Object.keys(given).find((id) => !known.some((parameter) => parameter.id === id));
  if (stranger !== undefined) {
    throw new ExpectedError('invalid-arguments', `There is no parameter ${stranger}.`, known.length === 0 ? 'This measure has none.' : `There are: ${known.map(({ id }) => id).join(', ')}.`);
  }
  return Object.fromEntries(known.map((parameter) => [parameter.id, Object.hasOwn(given, parameter.id) ? readOne(parameter, given[parameter.id] as ParameterValues[string]) : parameter.initial]));
}

function readOne(parameter: MeasureParameter, value: ParameterValues[string]): ParameterValues[string] {
  const refuse = (wanted: string): never => {
    throw new ExpectedError('invalid-arguments', `${parameter.id} cannot be ${JSON.stringify(value)}.`, wanted);
  };
  switch (parameter.kind) {
    case 'choice':
      return parameter.options.some((option) => option.value === value) ? value : refuse(`One of: ${parameter.options.map((option) => option.value).join(', ')}.`);
    case 'number': {
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof number === 'number' && number >= parameter.min && number <= parameter.max ? number : refuse(`A number from ${parameter.min} to ${parameter.max}.`);
    }
    case 'flag':
      if (value === true || value === 'true') return true;
      return value === false || value === 'false' ? false : refuse('true or false.');
    case 'mirror':
      return typeof value === 'string' && (value === '' || /^[0-9a-f]{16}$/.test(stateOfValue(value) ?? value)) ? value : refuse('The id of a mirror, 16 hex digits, or of an earlier state, state: and 16 hex digits.');
    case 'text':
      return typeof value === 'string' && value.length <= parameter.most ? value : refuse(`A text of at most ${parameter.most} characters.`);
  }
}
