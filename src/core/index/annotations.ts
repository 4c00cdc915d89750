import type { Database } from 'better-sqlite3';
import { annotationLimits, foldTag, isHubId, tidyTag, type PackageKey } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { mergeAnnotation, type MergeOutcome } from './merge-annotation.ts';
import { writerOf } from './writing.ts';

export type { MergeOutcome } from './merge-annotation.ts';

/** What the user wrote about a package. */
export interface Annotation {
  readonly note: string;
  /** As written, in the order in which they were added. */
  readonly tags: readonly string[];
  /** Milliseconds since 1970; null where nothing is written. */
  readonly changedAt: number | null;
}

export interface StoredAnnotation extends Annotation {
  readonly package: PackageKey;
  readonly changedAt: number;
}

/** What a package had written about it before and after a change. */
export interface AnnotationChange {
  readonly package: PackageKey;
  readonly before: Annotation;
  readonly after: Annotation;
}

/** Notes and tags by mirror and package. Whether a mirror has the package, or the list has the mirror, makes no difference here. */
export interface AnnotationStore {
  of(mirror: string, key: PackageKey): Annotation;
  /**
   * Writes the note. Where `was` is given and another note stands there, nothing is written and `refused` is thrown: two
   * windows must not overwrite each other unseen.
   */
  setNote(mirror: string, key: PackageKey, note: string, was?: string | undefined): Annotation;
  /** Takes tags off, then adds others; throws `refused` above the limit, `invalid-arguments` for a blank tag. */
  changeTags(mirror: string, key: PackageKey, change: { readonly add: readonly string[]; readonly remove: readonly string[] }): Annotation;
  /** Takes in what others wrote, all or nothing; the rule is `mergeAnnotation`. One outcome for each, and what was changed. */
  merge(mirror: string, others: readonly StoredAnnotation[]): { readonly outcomes: readonly MergeOutcome[]; readonly changes: readonly AnnotationChange[] };
  /** Puts back what stood there before, wherever what stands there is still what came after it; answers how often. */
  putBack(mirror: string, changes: readonly AnnotationChange[]): number;
  /** All of a mirror, changed last first. No other question of this database runs while they are read. */
  each(mirror: string): Iterable<StoredAnnotation>;
  /** Packages with a note or a tag. */
  count(mirror: string): number;
  /** Tags in use, most used first, each in its most frequent spelling. */
  tags(mirror: string): readonly { readonly tag: string; readonly count: number }[];
}

interface AnnotationRow {
  readonly number: number;
  readonly hub: string;
  readonly name: string;
  readonly ordinal: number;
  readonly note: string;
  readonly changed_at: number;
  readonly tags: string;
}

const columns = `number, hub, name, ordinal, note, changed_at,
  (SELECT json_group_array(text ORDER BY position) FROM annotation_tag WHERE annotation = number) AS tags`;

const nothing: Annotation = { note: '', tags: [], changedAt: null };

/** `explain` turns an error of this database into what the user is told: here those that come while rows are read one by one. */
export function openAnnotations(database: Database, explain: (error: unknown) => unknown): AnnotationStore {
  const one = database.prepare<[string, string, string, number], AnnotationRow>(`SELECT ${columns} FROM annotation WHERE mirror = ? AND hub = ? AND name = ? AND ordinal = ?`);
  const all = database.prepare<[string], AnnotationRow>(`SELECT ${columns} FROM annotation WHERE mirror = ? ORDER BY changed_at DESC, number DESC`);
  const counted = database.prepare<[string], { count: number }>('SELECT count(*) AS count FROM annotation WHERE mirror = ?');
  const spellings = database.prepare<[string], { folded: string; text: string; count: number }>(
    `SELECT t.folded, t.text, count(*) AS count FROM annotation AS a JOIN annotation_tag AS t ON t.annotation = a.number
     WHERE a.mirror = ? GROUP BY t.folded, t.text ORDER BY count(*) DESC, t.text`,
  );
  const put = database.prepare<[string, string, string, number, string, number], { number: number }>(
    `INSERT INTO annotation (mirror, hub, name, ordinal, note, changed_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (mirror, hub, name, ordinal) DO UPDATE SET note = excluded.note, changed_at = excluded.changed_at RETURNING number`,
  );
  const dropTags = database.prepare<[number]>('DELETE FROM annotation_tag WHERE annotation = ?');
  const putTag = database.prepare<[number, string, string, number]>('INSERT INTO annotation_tag (annotation, folded, text, position) VALUES (?, ?, ?, ?)');
  const drop = database.prepare<[string, string, string, number]>('DELETE FROM annotation WHERE mirror = ? AND hub = ? AND name = ? AND ordinal = ?');

  const read = (mirror: string, { hub, name, ordinal }: PackageKey): Annotation => {
    const row = one.get(mirror, hub, name, ordinal);
    return row ? contentOf(row) : nothing;
  };
  const write = (mirror: string, key: PackageKey, { note, tags }: Omit<Annotation, 'changedAt'>, changedAt: number): Annotation => {
    const { hub, name, ordinal } = key;
    if (note === '' && tags.length === 0) drop.run(mirror, hub, name, ordinal);
    else {
      const number = put.get(mirror, hub, name, ordinal, note, changedAt)?.number ?? 0;
      dropTags.run(number);
      tags.forEach((tag, position) => putTag.run(number, foldTag(tag), tag, position));
    }
    return read(mirror, key);
  };
  const inOne = writerOf(database);
  return {
    of: read,
    setNote: (mirror, key, note, was) =>
      inOne(() => {
        const before = read(mirror, key);
        if (before.note === note) return before;
        if (was !== undefined && was !== before.note) throw changedElsewhere();
        return write(mirror, key, { note, tags: before.tags }, Date.now());
      }),
    changeTags: (mirror, key, { add, remove }) =>
      inOne(() => {
        const before = read(mirror, key);
        const tags = changedTags(before.tags, add, remove);
        if (JSON.stringify(tags) === JSON.stringify(before.tags)) return before;
        if (tags.length > annotationLimits.tagsPerPackage) throw tooManyTags();
        return write(mirror, key, { note: before.note, tags }, Date.now());
      }),
    merge: (mirror, others) =>
      inOne(() => {
        const changes: AnnotationChange[] = [];
        const outcomes = others.map(({ package: key, ...other }) => {
          const before = read(mirror, key);
          const { merged, outcome } = mergeAnnotation(before, other);
          if (merged !== null) changes.push({ package: key, before, after: write(mirror, key, merged, merged.changedAt) });
          return outcome;
        });
        return { outcomes, changes };
      }),
    putBack: (mirror, changes) =>
      inOne(() => {
        // From the last one on: a file may name a package twice.
        const fitting = [...changes].reverse().filter(({ package: key, before, after }) => {
          const now = read(mirror, key);
          if (now.note !== after.note || JSON.stringify(now.tags) !== JSON.stringify(after.tags)) return false;
          write(mirror, key, before, before.changedAt ?? Date.now());
          return true;
        });
        return fitting.length;
      }),
    *each(mirror) {
      try {
        for (const row of all.iterate(mirror)) {
          const { hub, name, ordinal } = row;
          // A hub that only another version knows is kept, and not shown.
          if (isHubId(hub)) yield { package: { hub, name, ordinal }, ...contentOf(row) };
        }
      } catch (error) {
        throw explain(error);
      }
    },
    count: (mirror) => counted.get(mirror)?.count ?? 0,
    tags: (mirror) => countTags(spellings.all(mirror)),
  };
}

function contentOf(row: AnnotationRow): Annotation & { readonly changedAt: number } {
  return { note: row.note, tags: JSON.parse(row.tags) as string[], changedAt: row.changed_at };
}

function changedTags(before: readonly string[], add: readonly string[], remove: readonly string[]): readonly string[] {
  const off = new Set(remove.map(foldTag));
  const tags = before.filter((tag) => !off.has(foldTag(tag)));
  const there = new Set(tags.map(foldTag));
  for (const tag of add.map(tidyTag)) {
    if (tag === '') throw new ExpectedError('invalid-arguments', 'A tag needs at least one character.');
    const folded = foldTag(tag);
    if (there.has(folded)) continue;
    there.add(folded);
    tags.push(tag);
  }
  return tags;
}

/** Rows come with the most frequent spelling first. */
function countTags(rows: readonly { readonly folded: string; readonly text: string; readonly count: number }[]): { tag: string; count: number }[] {
  const tags = new Map<string, { tag: string; count: number }>();
  for (const { folded, text, count } of rows) {
    const known = tags.get(folded);
    if (known) known.count += count;
    else tags.set(folded, { tag: text, count });
  }
  return [...tags.values()].sort((left, right) => right.count - left.count || (left.tag < right.tag ? -1 : 1));
}

function changedElsewhere(): ExpectedError {
  return new ExpectedError('refused', 'The note was changed elsewhere meanwhile.', 'Nothing was overwritten.');
}

function tooManyTags(): ExpectedError {
  return new ExpectedError('refused', `A package has ${annotationLimits.tagsPerPackage} tags at most.`, 'Take one off first.');
}
