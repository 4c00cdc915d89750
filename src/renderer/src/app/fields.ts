const field = 'textarea, select, input:not([type="checkbox"], [type="radio"], [type="button"], [type="range"])';

/** Whether keys type something into an element. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(field));
}
