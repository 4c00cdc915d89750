import { everything, type ListFieldName, print, printValue, toggleValue, type ValueFieldName } from '../../../../shared/search/index.ts';

/** The search text that asks for one value: `task:"fill mask"`. */
export function filterText(field: ListFieldName, value: string): string {
  return print(toggleValue(everything, field, value));
}

/** Several values of several fields, all of which must hold. */
export function filterTexts(conditions: readonly (readonly [field: ValueFieldName | 'has' | 'is', value: string])[]): string {
  return conditions.map(([field, value]) => `${field}:${printValue(value)}`).join(' ');
}
