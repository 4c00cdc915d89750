const { charCodeAt } = String.prototype;

/**
 * A text's UTF-16 unit at a place within it. The function is looked up once, not on each text: V8 keeps texts in more forms than it
 * remembers for one place in the code, and would search anew for every unit of a loop over many texts.
 */
export function unitAt(text: string, at: number): number {
  return charCodeAt.call(text, at);
}
