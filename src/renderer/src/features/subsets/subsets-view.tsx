import { Combine, Dices, FileText, Group, ListPlus, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Subset } from '../../../../shared/contract/index.ts';
import { hasWords, typedWords } from '../../../../shared/search/index.ts';
import { allModels } from '../../app/commands.ts';
import { navigate, printRoute, type SubsetsRoute } from '../../app/route.ts';
import view from '../../app/view.module.css';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { SearchInput } from '../../ui/field.tsx';
import { MenuButton, MenuItem } from '../../ui/menu.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { ShownText } from '../../ui/shown-text.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { loadSubsets, openSubset, showSubsetsDialog, type SubsetsDialog, subsetMeant, useSubsets, wordsOf } from './store.ts';
import { SubsetDetail } from './subset-detail.tsx';
import styles from './subsets.module.css';

/** From so many subsets on, there is a box to find one. */
const many = 8;

/** The mirror's subsets, and the one that the address names. */
export function SubsetsView({ route }: { readonly route: SubsetsRoute }) {
  const mirror = useIndexedMirror();
  const { subsets, error } = useSubsets();
  const shown = subsets === null || route.name === null ? undefined : subsetMeant(subsets, route.name);
  return (
    <div className={classNames(view.filled, styles.view)}>
      <div className={view.head}>
        <PageHeader
          title="Subsets"
          facts={<output>{subsets === null ? (error ? 'Not read' : 'Reading') : subsets.length === 0 ? 'Named sets of packages' : formatPlural(subsets.length, 'subset')}</output>}
          actions={
            <>
              <Button icon={Search} onClick={() => showSubsetsDialog({ kind: 'search' })}>
                From a search…
              </Button>
              <Button icon={Dices} onClick={() => showSubsetsDialog({ kind: 'sample', of: shown?.id ?? null, query: '' })}>
                Sample…
              </Button>
              <Button icon={Combine} disabled={(subsets?.length ?? 0) < 2} onClick={() => showSubsetsDialog({ kind: 'combine', first: shown?.id ?? null })}>
                Combine…
              </Button>
              <Button icon={ListPlus} onClick={() => showSubsetsDialog({ kind: 'list' })}>
                Import a list…
              </Button>
              <DefinitionsMenu hasSome={(subsets?.length ?? 0) > 0} />
            </>
          }
        />
      </div>
      {subsets === null && (
        <div className={styles.waiting}>{error ? <ErrorNotice error={error} onRetry={() => void loadSubsets(mirror)} /> : <Skeleton lines={8} label="Loading subsets" />}</div>
      )}
      {subsets?.length === 0 && <NothingYet />}
      {mirror !== null && subsets !== null && subsets.length > 0 && (
        <div className={styles.body}>
          <SubsetList mirror={mirror} subsets={subsets} shown={shown} />
          <div className={styles.detail}>
            {shown && <SubsetDetail key={shown.id} mirror={mirror} subset={shown} subsets={subsets} />}
            {!shown && route.name !== null && (
              <Empty icon={Group} title={`There is no subset named ${route.name}`} actions={<Button onClick={() => openSubset(null)}>Show all</Button>}>
                It was removed, or belongs to another mirror.
              </Empty>
            )}
            {!shown && route.name === null && <Empty icon={Group} title="Choose a subset">Its definition, versions and what it holds stand here.</Empty>}
          </div>
        </div>
      )}
    </div>
  );
}

/** Definitions in files, for people who work on the same mirror elsewhere. */
function DefinitionsMenu({ hasSome }: { readonly hasSome: boolean }) {
  const choose = (close: () => void, dialog: SubsetsDialog): void => {
    close();
    showSubsetsDialog(dialog);
  };
  return (
    <MenuButton icon={FileText} text="Definitions" label="Definitions" role="menu" align="end">
      {(close) => (
        <>
          <MenuItem onSelect={() => choose(close, { kind: 'import' })}>Import definitions…</MenuItem>
          {hasSome && <MenuItem onSelect={() => choose(close, { kind: 'export', subset: null })}>Export all definitions…</MenuItem>}
        </>
      )}
    </MenuButton>
  );
}

function SubsetList({ mirror, subsets, shown }: { readonly mirror: string; readonly subsets: readonly Subset[]; readonly shown: Subset | undefined }) {
  const [text, setText] = useState('');
  const counts = useCall('subsets.counts', { mirror });
  const counted = useMemo(() => new Map((counts.value?.counts ?? []).map((count) => [count.id, count])), [counts.value]);
  const words = typedWords(text);
  const found = subsets.filter(({ name, tags }) => hasWords([name, ...tags], words));
  return (
    <nav className={styles.list} aria-label="Subsets">
      {subsets.length >= many && <SearchInput label="Find a subset by name or tag" value={text} onChange={setText} className={styles.find} />}
      <ul>
        {found.map((subset) => {
          const count = counted.get(subset.id);
          const differs = count?.count !== undefined && count.count !== null && subset.current.count !== null && count.count !== subset.current.count;
          return (
            <li key={subset.id}>
              <a href={printRoute({ view: 'subsets', name: subset.name })} aria-current={subset.id === shown?.id ? 'page' : undefined}>
                <span className={styles.top}>
                  <strong title={subset.name}><ShownText text={subset.name} /></strong>
                  <span className={styles.count} title={count?.problem ?? counts.error?.message}>
                    {count === undefined ? (counts.error ? 'not counted' : '…') : count.count === null ? 'not counted' : formatCount(count.count)}
                  </span>
                </span>
                <span className={styles.words}><ShownText text={wordsOf(subset.current.definition)} /></span>
                {(subset.tags.length > 0 || differs) && (
                  <span className={styles.tags}>
                    {differs && <em>{formatCount(subset.current.count ?? 0)} when last accepted</em>}
                    {subset.tags.map((tag) => (
                      <span key={tag}>{tag}</span>
                    ))}
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
      {found.length === 0 && <p className={styles.none}>No subset has this in its name or tags.</p>}
    </nav>
  );
}

function NothingYet() {
  return (
    <Empty
      icon={Group}
      title="No subsets yet"
      actions={
        <>
          <Button look="primary" onClick={() => navigate(allModels)}>
            Search packages
          </Button>
          <Button onClick={() => showSubsetsDialog({ kind: 'sample', of: null, query: '' })}>Draw a sample…</Button>
          <Button onClick={() => showSubsetsDialog({ kind: 'list' })}>Import a list…</Button>
        </>
      }
    >
      A subset keeps a search, picked packages, a sample or a combination of others under a name, with its versions. Save one from a search in Models, from picked packages, or from nodes chosen in Reach; draw a sample; or
      import a list of names. Every search can ask for it with subset:"its name".
    </Empty>
  );
}
