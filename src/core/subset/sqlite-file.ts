import Database from 'better-sqlite3';
import { hashAndSync } from './part-file.ts';

/** A new SQLite database that is filled in one transaction; nobody else sees it before it is whole, and it is synced at the end. */
export class SqliteFile {
  readonly database: Database.Database;
  private readonly path: string;

  /** Throws where the file cannot be made. `tables`: what creates them. */
  constructor(path: string, tables: string) {
    this.path = path;
    this.database = new Database(path);
    this.database.pragma('journal_mode = OFF');
    this.database.pragma('synchronous = OFF');
    this.database.exec(tables);
    this.database.exec('BEGIN');
  }

  finish(): { readonly bytes: number; readonly sha256: string } {
    this.database.exec('COMMIT');
    this.database.close();
    return hashAndSync(this.path);
  }

  close(): void {
    if (this.database.open) this.database.close();
  }
}
