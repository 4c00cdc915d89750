import type { ProblemList } from '../../../../shared/contract/index.ts';
import type { HubId } from '../../../../shared/domain/index.ts';
import { problemsAddress, type ProblemsRoute } from '../../app/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { HubMark } from '../../ui/marks.tsx';
import { formatCount, formatPlural } from '../../ui/quantity.ts';
import { codeWords, Severity } from './severity.tsx';
import styles from './problems.module.css';

interface ProblemScopesProps {
  readonly list: ProblemList | null;
  readonly route: ProblemsRoute;
}

/** Counts by hub and kind, and by file; each narrows the list, and once more takes the narrowing back. */
export function ProblemScopes({ list, route }: ProblemScopesProps) {
  if (list === null || list.kinds.length === 0) return null;
  const hubs = [...new Set(list.kinds.map((kind) => kind.hub))];
  return (
    <nav className={styles.scopes} aria-label="Problems by hub and kind">
      {hubs.map((hub) => (
        <section key={hub ?? 'none'}>
          <h2>{hub === null ? 'No hub' : <HubLink hub={hub} route={route} />}</h2>
          <ul>
            {list.kinds
              .filter((kind) => kind.hub === hub)
              .map((kind) => {
                const current = kind.code === route.code && kind.hub === route.hub;
                return (
                  <li key={kind.code}>
                    <a
                      href={problemsAddress(current ? { file: route.file } : { hub: kind.hub, code: kind.code })}
                      aria-current={current}
                      className={classNames(current && styles.current)}
                      title={kind.explanation}
                    >
                      <Severity severity={kind.severity} size={14} />
                      <span>{codeWords(kind.code)}</span>
                      <strong>{formatCount(kind.count)}</strong>
                    </a>
                  </li>
                );
              })}
          </ul>
        </section>
      ))}
      <Files list={list} route={route} />
    </nav>
  );
}

function HubLink({ hub, route }: { readonly hub: HubId; readonly route: ProblemsRoute }) {
  const current = route.hub === hub && route.code === null;
  return (
    <a href={problemsAddress(current ? { file: route.file } : { hub })} aria-current={current} className={classNames(current && styles.current)}>
      <HubMark hub={hub} named />
    </a>
  );
}

function Files({ list, route }: { readonly list: ProblemList; readonly route: ProblemsRoute }) {
  if (list.files.length === 0) return null;
  return (
    <section aria-label="Problems by file">
      <h2>{route.hub === null && route.code === null ? 'Files' : 'Files of this choice'}</h2>
      <ul>
        {list.files.map(({ file, count }) => {
          const current = file === route.file;
          const slash = file.lastIndexOf('/') + 1;
          return (
            <li key={file}>
              <a href={problemsAddress({ hub: route.hub, code: route.code, file: current ? null : file })} aria-current={current} className={classNames(styles.file, current && styles.current)} title={file}>
                <span>
                  <small>{file.slice(0, slash)}</small>
                  {file.slice(slash)}
                </span>
                <strong>{formatCount(count)}</strong>
              </a>
            </li>
          );
        })}
      </ul>
      {list.moreFiles > 0 && <p className={styles.moreFiles}>and {formatPlural(list.moreFiles, 'more file')}</p>}
    </section>
  );
}
