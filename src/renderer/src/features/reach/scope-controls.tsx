import { SlidersHorizontal } from 'lucide-react';
import { lineageRelations } from '../../../../shared/domain/index.ts';
import { navigate } from '../../app/route.ts';
import { type ReachRoute, type ReachRules, usualRules } from '../../app/reach-route.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox, Select, TextField } from '../../ui/field.tsx';
import { MenuButton } from '../../ui/menu.tsx';
import styles from './scope-controls.module.css';

const keys = [
  { value: 'email', label: 'the same e-mail' },
  { value: 'name', label: 'the same name' },
  { value: 'both', label: 'the same name and e-mail' },
] as const;

const roles = [
  { value: 'author', label: 'authors' },
  { value: 'committer', label: 'committers' },
  { value: 'either', label: 'authors and committers' },
] as const;

const holders = [
  { value: 'owner', label: 'the account that owns it' },
  { value: 'committed', label: 'whoever committed to its clone' },
] as const;

const relationNames = { base: 'Stated without a relation', finetune: 'Fine-tuned', adapter: 'Adapter', merge: 'Merged', quantized: 'Quantised' } as const;

const ties = [
  { tie: 'dataset', label: 'Datasets: a package depends on those that it names' },
  { tie: 'architecture', label: 'Architecture: a package depends on the one that it has' },
  { tie: 'repository', label: 'Shared repository: its packages depend on one another' },
] as const;

/** What counts: who is the same person, whose packages they are, and which ties make one package depend on another. */
export function ScopeControls({ route }: { readonly route: ReachRoute }) {
  const rules = route.rules ?? usualRules;
  const { dependencies } = rules;
  const changed = changesOf(rules);
  const put = (change: Partial<ReachRules>): void => {
    const next = { ...rules, ...change };
    const { rules: _rules, ...rest } = route;
    navigate(changesOf(next) === 0 ? rest : { ...rest, rules: next }, true);
  };
  const pick = <Value extends string>(options: readonly { readonly value: Value }[], value: string): Value | undefined => options.find((option) => option.value === value)?.value;
  const putRelation = (relation: (typeof lineageRelations)[number], on: boolean): void => {
    const relations = lineageRelations.filter((other) => (other === relation ? on : dependencies.relations.includes(other)));
    put({ dependencies: { ...dependencies, relations } });
  };
  return (
    <MenuButton
      icon={SlidersHorizontal}
      text={<>What counts{changed > 0 && <span className={styles.count}>{changed}</span>}</>}
      label={changed === 0 ? 'What counts' : `What counts: ${changed} changed`}
      align="end"
    >
      {() => (
        <div className={styles.rules}>
          <TextField label="Only packages found by" value={rules.query} placeholder="license:mit downloads:>100" hint="A search as in Models; empty: all packages" onChange={(query) => put({ query })} />
          <p className={styles.row}>
            <span>People are</span>
            <Select label="Whose name counts" value={rules.role} options={roles} onChange={(value) => put({ role: pick(roles, value) ?? rules.role })} />
          </p>
          <p className={styles.row}>
            <span>One person has</span>
            <Select label="What makes one person" value={rules.key} options={keys} onChange={(value) => put({ key: pick(keys, value) ?? rules.key })} />
          </p>
          <p className={styles.row}>
            <span>A package is held by</span>
            <Select label="Who holds a package" value={rules.holder} options={holders} onChange={(value) => put({ holder: pick(holders, value) ?? rules.holder })} />
          </p>
          <fieldset>
            <legend>Depends on its base model where that is</legend>
            {lineageRelations.map((relation) => (
              <Checkbox key={relation} checked={dependencies.relations.includes(relation)} onChange={(on) => putRelation(relation, on)}>
                {relationNames[relation]}
              </Checkbox>
            ))}
          </fieldset>
          <fieldset>
            <legend>Depends also by</legend>
            {ties.map(({ tie, label }) => (
              <Checkbox key={tie} checked={dependencies[tie]} onChange={(on) => put({ dependencies: { ...dependencies, [tie]: on } })}>
                {label}
              </Checkbox>
            ))}
          </fieldset>
          {changed > 0 && <Button onClick={() => put(usualRules)}>Back to what is usual</Button>}
        </div>
      )}
    </MenuButton>
  );
}

/** How many rules differ from the usual ones. */
function changesOf({ query, key, role, holder, dependencies }: ReachRules): number {
  const usual = usualRules;
  const off = dependencies.relations.length < lineageRelations.length;
  return [query !== usual.query, key !== usual.key, role !== usual.role, holder !== usual.holder, off, dependencies.dataset, dependencies.architecture, dependencies.repository].filter(Boolean).length;
}
