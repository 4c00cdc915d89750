const stateMark = 'state:';

/** An earlier state of a mirror, as a parameter of the kind `mirror` holds it; another mirror stands there by its id alone. */
export function stateValue(state: string): string {
  return `${stateMark}${state}`;
}

/** The earlier state that such a value names; null for another mirror, and for none. */
export function stateOfValue(value: string): string | null {
  return value.startsWith(stateMark) ? value.slice(stateMark.length) : null;
}
