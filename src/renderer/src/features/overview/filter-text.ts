import { everything, type ListFieldName, print, toggleValue } from '../../../../shared/search/index.ts';

/** The search text that asks for one value: `task:"fill mask"`. */
export function filterText(field: ListFieldName, value: string): string {
  return print(toggleValue(everything, field, value));
}
