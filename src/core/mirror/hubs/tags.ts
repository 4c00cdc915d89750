/** A model's tags, with those taken out whose content has a field of its own. */
export interface SortedTags {
  readonly plain: readonly string[];
  readonly datasets: readonly string[];
  readonly licenses: readonly string[];
  readonly arxiv: readonly string[];
  readonly dois: readonly string[];
  /** `<id>` or `<relation>:<id>`. */
  readonly bases: readonly string[];
}

const prefixes: ReadonlyMap<string, Exclude<keyof SortedTags, 'plain'>> = new Map([
  ['dataset', 'datasets'], ['license', 'licenses'], ['arxiv', 'arxiv'], ['doi', 'dois'], ['base_model', 'bases'],
]);
const longestPrefix = 10;

/** Sorts distinct tags (`dataset:squad`, `arxiv:1810.04805`, `pytorch`) in one pass. A prefix without content is dropped. */
export function sortTags(tags: readonly string[]): SortedTags {
  const sorted = { plain: [] as string[], datasets: [] as string[], licenses: [] as string[], arxiv: [] as string[], dois: [] as string[], bases: [] as string[] };
  for (const tag of tags) {
    const colon = tag.indexOf(':');
    const kind = colon > 0 && colon <= longestPrefix ? prefixes.get(tag.slice(0, colon)) : undefined;
    if (kind === undefined) sorted.plain.push(tag);
    else {
      const content = tag.slice(colon + 1).trim();
      if (content !== '') sorted[kind].push(content);
    }
  }
  return sorted;
}
