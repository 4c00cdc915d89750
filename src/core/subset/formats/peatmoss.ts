import type Database from 'better-sqlite3';
import { hubById, type HubId } from '../../../shared/domain/index.ts';
import { type PackageRecord, paperAddress } from '../package-record.ts';
import type { RowWriter } from '../row-writer.ts';
import { SqliteFile } from '../sqlite-file.ts';
import type { TableFormat } from '../types.ts';

/** What each joined table takes of a package. PeaTMOSS joins them by `model_to_<table>`. */
const joined = {
  author: (record) => (record.owner === null ? [] : [record.owner]),
  architecture: (record) => (record.architecture === null ? [] : [record.architecture]),
  dataset: (record) => record.datasets,
  framework: (record) => record.tags.map((tag) => frameworks.get(tag.toLowerCase())).filter((name) => name !== undefined),
  language: (record) => record.languages,
  library: (record) => (record.library === null ? [] : [record.library]),
  // As the hub spells it and as an address: so PeaTMOSS has them.
  license: (record) => [record.licenseOriginal ?? record.license].filter((name) => name !== null),
  paper: (record) => record.papers.map(paperAddress),
  tag: (record) => (record.task === null ? record.tags : [record.task, ...record.tags]),
} as const satisfies Readonly<Record<string, (record: PackageRecord) => readonly string[]>>;

type Joined = keyof typeof joined;

/** Frameworks that hubs state as tags, by the tag. */
const frameworks = new Map([
  ['pytorch', 'PyTorch'], ['tf', 'TensorFlow'], ['tensorflow', 'TensorFlow'], ['jax', 'JAX'], ['flax', 'JAX'], ['keras', 'Keras'], ['onnx', 'ONNX'],
  ['caffe', 'Caffe'], ['caffe2', 'Caffe2'], ['mxnet', 'MXNet'], ['chainer', 'Chainer'], ['paddlepaddle', 'PaddlePaddle'], ['coreml', 'Core ML'],
]);

const names = Object.keys(joined) as Joined[];

/** The two hubs of PeaTMOSS under its numbers and names, which its queries ask for; then the others. */
const hubRows: readonly (readonly [HubId, name: string, url: string])[] = [
  ['huggingface', 'HuggingFace', 'https://huggingface.co/'],
  ['pytorchhub', 'PyTorch', 'https://pytorch.org'],
  ...(['modelzoo', 'onnxmodelzoo', 'modelhub'] as const).map((id) => [id, hubById(id).title, hubById(id).url] as const),
];

// PeaTMOSS declares context_id as INTEGER, which would make numbers of names such as 007.
const tables = `
CREATE TABLE model_hub (id INTEGER PRIMARY KEY, name VARCHAR, url VARCHAR);
CREATE TABLE model (id INTEGER PRIMARY KEY, context_id VARCHAR, model_hub_id INTEGER REFERENCES model_hub (id), sha VARCHAR, repo_url VARCHAR, downloads INTEGER, likes INTEGER, has_snapshot INTEGER,
  ptm_issues_id INTEGER, ptm_pull_requests_id INTEGER);
CREATE INDEX model_context ON model (context_id);
${names
  .map(
    (name) => `CREATE TABLE ${name} (id INTEGER PRIMARY KEY, name VARCHAR UNIQUE${name === 'language' ? ', abbreviation VARCHAR' : ''});
CREATE TABLE model_to_${name} (model_id INTEGER NOT NULL REFERENCES model (id), ${name}_id INTEGER NOT NULL REFERENCES ${name} (id), PRIMARY KEY (model_id, ${name}_id));`,
  )
  .join('\n')}`;

interface JoinedTable {
  readonly values: (record: PackageRecord) => readonly string[];
  readonly ids: Map<string, number>;
  readonly add: Database.Statement<[number, string]>;
  readonly join: Database.Statement<[number, number]>;
}

class PeatmossRows implements RowWriter {
  private readonly file: SqliteFile;
  private readonly insert: Database.Statement<(string | number | null)[]>;
  private readonly joins: readonly JoinedTable[];
  private readonly hubIds = new Map<HubId, number>(hubRows.map(([id], at) => [id, at + 1]));
  private rows = 0;

  constructor(path: string) {
    this.file = new SqliteFile(path, tables);
    const { database } = this.file;
    const hub = database.prepare('INSERT INTO model_hub VALUES (?, ?, ?)');
    hubRows.forEach(([, name, url], at) => hub.run(at + 1, name, url));
    this.insert = database.prepare('INSERT INTO model VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL)');
    this.joins = names.map((name) => ({
      values: joined[name],
      ids: new Map<string, number>(),
      add: database.prepare(`INSERT INTO ${name} (id, name) VALUES (?, ?)`),
      join: database.prepare(`INSERT OR IGNORE INTO model_to_${name} VALUES (?, ?)`),
    }));
  }

  add(record: PackageRecord): void {
    this.rows += 1;
    const { name, hub, sha, url, downloads, likes, clone } = record;
    this.insert.run(this.rows, name, this.hubIds.get(hub) ?? null, sha, url, downloads, likes, Number(clone === 'whole'));
    for (const { values, ids, add, join } of this.joins) {
      for (const value of values(record)) {
        let id = ids.get(value);
        if (id === undefined) {
          id = ids.size + 1;
          ids.set(value, id);
          add.run(id, value);
        }
        join.run(this.rows, id);
      }
    }
  }

  finish(): { readonly bytes: number; readonly sha256: string } {
    return this.file.finish();
  }

  close(): void {
    this.file.close();
  }
}

/** An SQLite database with the tables and columns of PeaTMOSS (MSR'24), so that its queries run on a mirror. */
export const peatmoss: TableFormat = {
  kind: 'table',
  info: {
    id: 'peatmoss', group: 'table', title: 'PeaTMOSS', description: "SQLite with PeaTMOSS's table and column names, for queries that were written for it.",
    target: 'file', extension: 'db', choosable: false,
  },
  columns: [],
  notes: [
    "PeaTMOSS's model, model_hub, author, architecture, dataset, framework, language, library, license, paper, tag and model_to_<table>. context_id is the name, which is not unique over hubs. model_hub: 1 is HuggingFace, 2 is PyTorch, as there.",
    'framework: what tags state of it. license: as the hub spells it. paper: its address. tag: the task, then the tags. has_snapshot: the clone is whole. What a mirror does not have (discussions, issues, reuse by repositories, titles of commits) is left out.',
  ],
  open: (path) => new PeatmossRows(path),
};
