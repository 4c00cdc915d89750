/**
 * The index's schema. An index is a cache: one written by another schema version is rebuilt, never migrated.
 * Repeated text stands once in `term`; enumerations are small integers named in `codes.ts`.
 */
export const schemaVersion = 6;

export const tableSql = `
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What the mirror holds per hub, counted while it was read. hub: position in shared/domain/hub.ts.
CREATE TABLE hub (
  hub INTEGER PRIMARY KEY,
  records INTEGER NOT NULL,
  json_bytes INTEGER NOT NULL,
  origin TEXT NOT NULL
) STRICT;

-- Files of the mirror that records came from. archive: the .tar.gz it lies in, null on disk.
CREATE TABLE source_file (
  id INTEGER PRIMARY KEY,
  hub INTEGER NOT NULL,
  path TEXT NOT NULL UNIQUE,
  archive TEXT,
  bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL,
  sha256 TEXT
) STRICT;

-- Archives that were read, so that an unchanged one is not read again.
CREATE TABLE archive (
  path TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  modified_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- JSON files that lie in archives, cut into deflated blocks, so that records can be read back at random.
CREATE TABLE archive_block (
  file INTEGER NOT NULL,
  start INTEGER NOT NULL,
  length INTEGER NOT NULL,
  data BLOB NOT NULL,
  PRIMARY KEY (file, start)
) STRICT, WITHOUT ROWID;

-- What an archive holds of a hub, summed in the one pass that read it. bytes: of its files, unpacked; whole: 0 where the archive is damaged.
CREATE TABLE archive_hub (
  archive TEXT NOT NULL,
  hub INTEGER NOT NULL,
  archive_bytes INTEGER NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  json_files INTEGER NOT NULL,
  html_files INTEGER NOT NULL,
  clones INTEGER NOT NULL,
  whole INTEGER NOT NULL,
  PRIMARY KEY (archive, hub)
) STRICT, WITHOUT ROWID;

-- Clones inside archives: files and bytes of the work tree and of the git folder, and the README, deflated.
CREATE TABLE archived_clone (
  repository INTEGER PRIMARY KEY,
  archive TEXT NOT NULL,
  files INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  git_files INTEGER NOT NULL,
  git_bytes INTEGER NOT NULL,
  readme TEXT,
  card BLOB,
  card_bytes INTEGER
) STRICT;

-- Dictionary of repeated text; kind: termKinds in codes.ts.
CREATE TABLE term (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  text TEXT NOT NULL,
  folded TEXT NOT NULL
) STRICT;

CREATE TABLE repository (
  id INTEGER PRIMARY KEY,
  hub INTEGER NOT NULL,
  path TEXT NOT NULL,
  layout TEXT NOT NULL,
  state INTEGER NOT NULL,
  reason TEXT,
  head TEXT,
  branch TEXT,
  origin TEXT,
  commits INTEGER NOT NULL DEFAULT 0,
  signed_commits INTEGER NOT NULL DEFAULT 0,
  authors INTEGER NOT NULL DEFAULT 0,
  first_commit INTEGER,
  last_commit INTEGER
) STRICT;

-- What README and evaluation files of a clone tell: deflated JSON of CloneTexts.
CREATE TABLE clone_text (
  repository INTEGER PRIMARY KEY,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE package (
  id INTEGER PRIMARY KEY,
  hub INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- Folded name, only where it differs from the lower-case name.
  folded TEXT,
  ordinal INTEGER NOT NULL,
  record_number INTEGER,
  metadata_id TEXT,
  owner INTEGER,
  task INTEGER,
  architecture INTEGER,
  license INTEGER,
  library INTEGER,
  -- The hub's own spelling, only where it differs from the normalised value.
  task_original INTEGER,
  architecture_original INTEGER,
  license_original INTEGER,
  library_original INTEGER,
  downloads INTEGER,
  likes INTEGER,
  stars INTEGER,
  files INTEGER,
  bytes INTEGER,
  parameters INTEGER,
  created INTEGER,
  modified INTEGER,
  claims INTEGER NOT NULL,
  claims_strict INTEGER NOT NULL,
  has_card INTEGER NOT NULL,
  -- Which of the five items of a model card its headings show, a bit for each (core/package/card-items.ts); null where no text of a card was read.
  card_items INTEGER,
  gated INTEGER NOT NULL,
  recovered INTEGER NOT NULL,
  repository INTEGER,
  -- Same integers as repository.state; cloneStates.missing where there is none.
  clone INTEGER NOT NULL,
  record_commit INTEGER NOT NULL,
  sha TEXT,
  url TEXT,
  owner_url TEXT,
  description TEXT,
  -- JSON: [[label, value], …]
  facts TEXT,
  unified_file INTEGER,
  unified_offset INTEGER,
  unified_length INTEGER,
  metadata_file INTEGER,
  metadata_offset INTEGER,
  metadata_length INTEGER,
  -- What the names of its files tell, as bits of fileParts in shared/domain; null without a list of files.
  parts INTEGER
) STRICT;

-- Tags, datasets, languages, formats, papers; the term's kind tells which.
CREATE TABLE package_term (
  package INTEGER NOT NULL,
  term INTEGER NOT NULL,
  PRIMARY KEY (package, term)
) STRICT, WITHOUT ROWID;

CREATE TABLE lineage (
  package INTEGER NOT NULL,
  base INTEGER NOT NULL,
  relation INTEGER NOT NULL,
  source INTEGER NOT NULL,
  -- The base's own row where it is in this mirror; found when all records are read.
  target INTEGER,
  PRIMARY KEY (package, base, relation)
) STRICT, WITHOUT ROWID;

CREATE TABLE claim (
  package INTEGER NOT NULL,
  position INTEGER NOT NULL,
  task INTEGER,
  dataset INTEGER,
  metric INTEGER NOT NULL,
  value TEXT NOT NULL,
  number REAL,
  strict INTEGER NOT NULL,
  source INTEGER NOT NULL,
  PRIMARY KEY (package, position)
) STRICT, WITHOUT ROWID;

-- A person as a commit names them. email_key: the e-mail, case-folded; the default identity of a maintainer.
CREATE TABLE person (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  email_key TEXT NOT NULL,
  automated INTEGER NOT NULL
) STRICT;

-- Commits reachable from HEAD. Times are seconds since 1970; signature: signatureKinds in codes.ts.
CREATE TABLE commits (
  repository INTEGER NOT NULL,
  sha BLOB NOT NULL,
  author INTEGER NOT NULL,
  committer INTEGER NOT NULL,
  authored INTEGER NOT NULL,
  committed INTEGER NOT NULL,
  parents INTEGER NOT NULL,
  signature INTEGER NOT NULL,
  PRIMARY KEY (repository, sha)
) STRICT, WITHOUT ROWID;

-- Authorship summed by repository and person, for reach.
CREATE TABLE contribution (
  repository INTEGER NOT NULL,
  person INTEGER NOT NULL,
  commits INTEGER NOT NULL,
  signed INTEGER NOT NULL,
  first INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (repository, person)
) STRICT, WITHOUT ROWID;

-- Packages that an index before this one had. last_seen: when that one was built, in milliseconds since 1970.
CREATE TABLE gone_package (
  hub INTEGER NOT NULL,
  name TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  owner TEXT,
  last_seen INTEGER NOT NULL,
  PRIMARY KEY (hub, name, ordinal)
) STRICT, WITHOUT ROWID;

-- stage: where the problem was met, problemStages in codes.ts.
CREATE TABLE problem (
  id INTEGER PRIMARY KEY,
  severity INTEGER NOT NULL,
  code TEXT NOT NULL,
  hub INTEGER,
  file TEXT,
  offset INTEGER,
  record TEXT,
  message TEXT NOT NULL,
  stage INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Folded texts of some 64 kB together, which a search walks: names, and the words of owners and tags. See text-blocks.ts.
CREATE TABLE text_block (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  places BLOB NOT NULL,
  data BLOB NOT NULL
) STRICT;

-- Some fields of all packages, a block of packages a row, which a search walks. kind, field: see package-blocks.ts.
CREATE TABLE package_block (
  id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  field INTEGER NOT NULL,
  block INTEGER NOT NULL,
  data BLOB NOT NULL
) STRICT;

-- Full text, without its content: descriptions by package, model cards by repository.
CREATE VIRTUAL TABLE description_fts USING fts5(description, content = '', tokenize = "unicode61 remove_diacritics 2");
CREATE VIRTUAL TABLE card_fts USING fts5(card, content = '', tokenize = "unicode61 remove_diacritics 2");
`;

export const indexSql: readonly string[] = [
  `CREATE INDEX package_key ON package (hub, name, ordinal)`,
  `CREATE INDEX package_owner ON package (owner, hub)`,
  `CREATE INDEX package_task ON package (task)`,
  `CREATE INDEX package_architecture ON package (architecture)`,
  `CREATE INDEX package_license ON package (license)`,
  `CREATE INDEX package_library ON package (library)`,
  `CREATE INDEX package_downloads ON package (downloads DESC, stars DESC, id)`,
  `CREATE INDEX package_hub_downloads ON package (hub, downloads)`,
  // The hubs' own spellings are searched beside the normalised values; few rows have one.
  `CREATE INDEX package_task_original ON package (task_original) WHERE task_original IS NOT NULL`,
  `CREATE INDEX package_architecture_original ON package (architecture_original) WHERE architecture_original IS NOT NULL`,
  `CREATE INDEX package_license_original ON package (license_original) WHERE license_original IS NOT NULL`,
  `CREATE INDEX package_library_original ON package (library_original) WHERE library_original IS NOT NULL`,
  `CREATE INDEX package_folded ON package (folded) WHERE folded IS NOT NULL`,
  `CREATE INDEX package_repository ON package (repository) WHERE repository IS NOT NULL`,
  `CREATE INDEX term_text ON term (kind, text)`,
  `CREATE INDEX repository_path ON repository (path)`,
  `CREATE INDEX text_block_kind ON text_block (kind)`,
  `CREATE INDEX package_block_field ON package_block (kind, field, block)`,
  `CREATE INDEX term_folded ON term (kind, folded)`,
  `CREATE INDEX package_term_by_term ON package_term (term, package)`,
  `CREATE INDEX lineage_base ON lineage (base)`,
  `CREATE INDEX lineage_target ON lineage (target) WHERE target IS NOT NULL`,
  `CREATE INDEX contribution_person ON contribution (person, repository)`,
  `CREATE INDEX person_email ON person (email_key)`,
  `CREATE INDEX problem_kind ON problem (hub, code)`,
];

/** The tables that are filled page by page (`pages/`); the others have few rows. */
export const bulkTables = ['term', 'repository', 'clone_text', 'package', 'package_term', 'lineage', 'claim', 'person', 'commits', 'contribution', 'problem', 'text_block', 'package_block'] as const;

/** The one of them that holds nothing but pairs. */
export const pairTable = 'package_term';
