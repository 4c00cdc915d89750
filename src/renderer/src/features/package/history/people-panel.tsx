import { useState } from 'react';
import type { HistorySummary } from '../../../../../shared/contract/index.ts';
import { printRoute } from '../../../app/route.ts';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatShare } from '../../../ui/quantity.ts';
import { TableHead } from '../../../ui/table-head.tsx';
import { BarCount } from './bar-count.tsx';
import { localDay } from './commit-date.ts';
import styles from './summary.module.css';

const shownAtFirst = 20;

/** Who wrote how much: one person for each e-mail address. */
export function PeoplePanel({ summary }: { readonly summary: HistorySummary }) {
  const { people, authors, clone, busFactor } = summary;
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? people : people.slice(0, shownAtFirst);
  const most = Math.max(1, people[0]?.commits ?? 0);
  return (
    <Panel title="Who wrote how much" note={formatCount(authors)}>
      <p className={styles.rule}>Authors of the commits that HEAD reaches, told apart by e-mail address. The first {busFactor === 1 ? 'one makes' : `${formatCount(busFactor ?? 0)} make`} up the bus factor.</p>
      <table className={styles.table}>
        <TableHead titles={['Author', ['Commits', styles.barHead], ['Share', styles.number], ['Signed', styles.number], ['Last', styles.number]]} />
        <tbody>
          {shown.map((person, at) => (
            <tr key={person.email} className={at + 1 === busFactor && at + 1 < people.length ? styles.factorEnd : undefined}>
              <td className={styles.author} title={`${person.name} <${person.email}>: how far this maintainer reaches`}>
                <a href={printRoute({ view: 'reach', kind: 'direct', hub: null, maintainer: person.email || null })}><bdi>{person.name || person.email}</bdi></a>
                {person.name !== '' && <span className={styles.faint}> <bdi>{person.email}</bdi></span>}
              </td>
              <td><BarCount share={person.commits / most}>{formatCount(person.commits)}</BarCount></td>
              <td className={styles.number}>{formatShare(person.commits, clone.commits)}</td>
              <td className={styles.number}>{formatCount(person.signed)}</td>
              <td className={styles.number}>{localDay(person.last)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && people.length > shown.length && (
        <button type="button" className={styles.more} onClick={() => setWhole(true)}>
          Show {formatCount(people.length - shown.length)} more
        </button>
      )}
      {isWhole && authors > people.length && <p className={styles.faint}>+ {formatCount(authors - people.length)} more</p>}
    </Panel>
  );
}
