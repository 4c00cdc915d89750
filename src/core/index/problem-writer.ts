import type { Database, Statement } from 'better-sqlite3';
import type { Problem } from '../../shared/domain/index.ts';
import { hubNumber, severities } from './codes.ts';

/** The longest message kept: a problem may quote a hostile record. */
const maxMessage = 500;

/** Writes problems as they are found, so that a mirror with millions of them costs no memory. */
export class ProblemWriter {
  private readonly insert: Statement<(string | number | null)[]>;

  constructor(database: Database) {
    this.insert = database.prepare('INSERT INTO problem (severity, code, hub, file, offset, record, message) VALUES (?, ?, ?, ?, ?, ?, ?)');
  }

  readonly report = (problem: Problem): void => {
    this.insert.run(
      severities.indexOf(problem.severity), problem.code, problem.hub === null ? null : hubNumber(problem.hub), problem.file, problem.offset,
      problem.record?.slice(0, maxMessage) ?? null, problem.message.slice(0, maxMessage),
    );
  };
}
