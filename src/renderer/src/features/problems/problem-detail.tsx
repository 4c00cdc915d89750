import { useState } from 'react';
import type { ProblemList } from '../../../../shared/contract/index.ts';
import { packageAddress } from '../../app/route.ts';
import { HubMark } from '../../ui/marks.tsx';
import { CopyButton } from '../../ui/panel.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { RawBytes } from './raw-bytes.tsx';
import { codeWords, Severity } from './severity.tsx';
import styles from './problems.module.css';

type Problem = ProblemList['rows'][number];

interface ProblemDetailProps {
  readonly mirror: string;
  readonly problem: Problem;
  readonly explanation: string;
}

/** One problem in full, with what stands at its place. */
export function ProblemDetail({ mirror, problem, explanation }: ProblemDetailProps) {
  const { file, offset } = problem;
  return (
    <section className={styles.detail} aria-label="Chosen problem">
      <header className={styles.detailHead}>
        <h2>
          <Severity severity={problem.severity} size={16} />
          {problem.message}
        </h2>
        <p title={codeWords(problem.code)}>{explanation}</p>
        <p className={styles.place}>
          {problem.hub && <HubMark hub={problem.hub} />}
          {problem.record !== null && <Record problem={problem} />}
          {file !== null && (
            <span className={styles.path}>
              <code title={file}>{file}</code>
              <CopyButton text={file} label="Copy the path" />
            </span>
          )}
          {offset !== null && <span>byte {formatCount(offset)}</span>}
        </p>
      </header>
      {file !== null && offset !== null ? (
        <RawBytesOf key={`${file} ${offset}`} mirror={mirror} file={file} offset={offset} />
      ) : (
        <p className={styles.noBytes}>{file === null ? 'No file has a place for this problem.' : 'This is about the file or folder as a whole, not about a place in it.'}</p>
      )}
    </section>
  );
}

function Record({ problem }: { readonly problem: Problem }) {
  const { record } = problem;
  return problem.package === null ? <span>{record}</span> : <a href={packageAddress(problem.package)}>{record}</a>;
}

/** Each place starts with little; more is read when it is asked for. */
function RawBytesOf({ mirror, file, offset }: { readonly mirror: string; readonly file: string; readonly offset: number }) {
  const [length, setLength] = useState(4096);
  return <RawBytes mirror={mirror} file={file} offset={offset} length={length} onMore={setLength} />;
}
