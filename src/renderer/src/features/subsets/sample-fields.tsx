import type { Subset } from '../../../../shared/contract/index.ts';
import { sampleFields, sampleFieldWord, sampleNumbers, sampleNumberWord, type SampleField, type SampleNumber, type SampleRule, type SubsetDefinition, subsetLimits } from '../../../../shared/domain/index.ts';
import { Select, TextField } from '../../ui/field.tsx';
import { QueryField } from './query-field.tsx';
import type { NewDefinition } from './store.ts';
import styles from './subset-dialogs.module.css';

const ruleKinds = ['uniform', 'proportional', 'equal', 'top'] as const;
type RuleKind = (typeof ruleKinds)[number];

/** A sample as it is being filled in. */
export interface SampleDraft {
  /** The id of a subset, or `search`. */
  readonly from: string;
  readonly query: string;
  readonly kind: RuleKind;
  /** Empty for none, which only `top` can have. */
  readonly by: SampleField | '';
  readonly number: SampleNumber;
  readonly count: string;
  readonly seed: string;
}

const ruleTitles: Readonly<Record<RuleKind, string>> = {
  uniform: 'At random, each as likely', proportional: 'At random from each group, in proportion', equal: 'At random, as many of each group', top: 'Those with the largest number',
};

const search = 'search';

/** A seed that nobody chose; it is shown, and can be changed. */
function anySeed(): string {
  return String(crypto.getRandomValues(new Uint32Array(1))[0] ?? 1);
}

/** A hundred packages of a subset or a search, by a seed made up. */
export function newSample(of: string | null, query: string): SampleDraft {
  return { from: of ?? search, query, kind: 'uniform', by: 'task', number: 'downloads', count: '100', seed: anySeed() };
}

export function sampleDraftOf({ from, rule, seed }: SubsetDefinition & { readonly kind: 'sample' }): SampleDraft {
  const kind = rule.kind === 'stratified' ? rule.allocation : rule.kind;
  return {
    from: from.kind === 'subset' ? from.id : search, query: from.kind === 'query' ? from.query : '', kind, seed,
    by: rule.kind === 'uniform' ? 'task' : (rule.by ?? ''), number: rule.kind === 'top' ? rule.number : 'downloads', count: String(rule.count),
  };
}

/** Null while something of it is missing. */
export function sampleOf({ from, query, seed, ...rest }: SampleDraft): (NewDefinition & { readonly kind: 'sample' }) | null {
  const rule = ruleOf(rest);
  return rule === null || seed.trim() === '' ? null : { kind: 'sample', from: from === search ? { kind: 'query', query } : { kind: 'subset', id: from }, rule, seed: seed.trim() };
}

function ruleOf({ kind, by, number, count: typed }: Pick<SampleDraft, 'kind' | 'by' | 'number' | 'count'>): SampleRule | null {
  const count = Number(typed);
  if (!Number.isInteger(count) || count < 1 || count > subsetLimits.sample) return null;
  if (kind === 'uniform') return { kind, count };
  if (kind === 'top') return { kind, by: by === '' ? null : by, number, count };
  return { kind: 'stratified', by: by === '' ? 'task' : by, allocation: kind, count };
}

interface SampleFieldsProps {
  /** Those that it can be drawn from. */
  readonly subsets: readonly Subset[];
  readonly draft: SampleDraft;
  readonly onChange: (draft: SampleDraft) => void;
}

/** What a sample is drawn from, by what rule and seed. */
export function SampleFields({ subsets, draft, onChange }: SampleFieldsProps) {
  const { from, query, kind, by, number, count, seed } = draft;
  const change = (changed: Partial<SampleDraft>): void => onChange({ ...draft, ...changed });
  const fields = sampleFields.map((field) => ({ value: field, label: `by ${sampleFieldWord(field)}` }));
  const sources = [{ value: search, label: 'a search' }, ...subsets.map(({ id, name }) => ({ value: id, label: name }))];
  const isGone = !sources.some(({ value }) => value === from);
  return (
    <>
      <div className={styles.choices}>
        <div className={styles.choice}>
          <span>From</span>
          <Select label="Drawn from" value={from} options={isGone ? [{ value: from, label: 'a subset that is gone' }, ...sources] : sources} onChange={(value) => change({ from: value })} />
        </div>
        <div className={styles.choice}>
          <span>How</span>
          <Select label="How it is drawn" value={kind} options={ruleKinds.map((value) => ({ value, label: ruleTitles[value] }))} onChange={(value) => change({ kind: value as RuleKind })} />
        </div>
        {kind === 'top' && (
          <div className={styles.choice}>
            <span>Number</span>
            <Select label="Number" value={number} options={sampleNumbers.map((value) => ({ value, label: sampleNumberWord(value) }))} onChange={(value) => change({ number: value as SampleNumber })} />
          </div>
        )}
        {kind !== 'uniform' && (
          <div className={styles.choice}>
            <span>Groups</span>
            <Select label="Groups" value={kind !== 'top' && by === '' ? 'task' : by} options={kind === 'top' ? [{ value: '', label: 'none: of all packages' }, ...fields] : fields} onChange={(value) => change({ by: value as SampleField | '' })} />
          </div>
        )}
      </div>
      {from === search && <QueryField query={query} onChange={(text) => change({ query: text })} />}
      <div className={styles.choices}>
        <TextField label={kind === 'top' && by !== '' ? 'Packages of each group' : 'Packages'} value={count} inputMode="numeric" hint={ruleOf(draft) === null && 'A whole number from 1 on'} onChange={(text) => change({ count: text })} />
        <TextField label="Seed" value={seed} maxLength={subsetLimits.seed} hint={seed.trim() === '' ? 'A sample needs a seed: any text.' : 'The same seed draws the same packages, on every machine.'} onChange={(text) => change({ seed: text })} />
      </div>
    </>
  );
}
