import { useMemo, useState } from 'react';
import { hasWords, typedWords } from '../../../../shared/search/index.ts';
import { allMeasures } from '../../app/measure-route.ts';
import { printRoute } from '../../app/route.ts';
import { SearchInput } from '../../ui/field.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { Empty, ErrorNotice, Skeleton } from '../../ui/states.tsx';
import { KeptStates } from './kept-states.tsx';
import { MeasureTabs } from './measure-tabs.tsx';
import { loadMeasures, useMeasures } from './store.ts';
import { groupIds, groupTitles, selectionWords } from './words.ts';
import styles from './measures.module.css';

/** Every measure by its question. */
export function MeasureList({ query }: { readonly query: string }) {
  const { measures, error } = useMeasures();
  const [sought, setSought] = useState('');
  const found = useMemo(() => {
    const words = typedWords(sought);
    return measures.filter(({ id, title, question, source, group }) => hasWords([id, title, question, source, groupTitles[group]], words));
  }, [measures, sought]);
  return (
    <>
      <PageHeader
        title="Measures"
        facts={<span>What the papers measured, on this mirror: each with its rule, denominator, what is missing, and the published value beside it.{query.trim() !== '' && <> Selection: {selectionWords(query)}.</>}</span>}
        actions={<SearchInput label="Find a measure" value={sought} onChange={setSought} className={styles.finder} />}
      />
      <MeasureTabs current="list" />
      {error && <ErrorNotice error={error} onRetry={() => void loadMeasures()} />}
      {!error && measures.length === 0 && <Skeleton lines={8} label="Loading measures" />}
      {measures.length > 0 && found.length === 0 && <Empty title="No measure has these words" />}
      {groupIds
        .map((group) => ({ group, members: found.filter((measure) => measure.group === group) }))
        .filter(({ members }) => members.length > 0)
        .map(({ group, members }) => (
          <section key={group} className={styles.group} aria-label={groupTitles[group]}>
            <h2>{groupTitles[group]}</h2>
            <ul>
              {members.map(({ id, title, question, source }) => (
                <li key={id}>
                  <a href={printRoute({ ...allMeasures, measure: id, query })}>
                    <strong>{title}</strong>
                    <span>{question}</span>
                    <small>{source}</small>
                  </a>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {measures.length > 0 && <KeptStates />}
    </>
  );
}
