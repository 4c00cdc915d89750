/** A git config file as text says it: `section.subsection.key` (section and key in lower case) to its values in order. Includes are not followed. */
export type GitConfig = ReadonlyMap<string, readonly string[]>;

export type RepositoryFormat =
  | { readonly kind: 'supported'; readonly hashBytes: 20 | 32; readonly referenceStorage: 'files' | 'reftable' }
  | { readonly kind: 'unsupported'; readonly reason: string };

/** Extensions that change nothing for a reader of objects and references (git's Documentation/technical/repository-version). */
const harmlessExtensions = new Set(['noop', 'noop-v1', 'partialclone', 'preciousobjects', 'worktreeconfig', 'relativeworktrees', 'compatobjectformat', 'objectformat', 'refstorage']);

/** Parses config text. Lines it cannot understand are skipped: a config never makes a repository unreadable by itself. */
export function parseConfig(text: string): GitConfig {
  const values = new Map<string, string[]>();
  let section = '';
  for (const line of joinContinuedLines(text)) {
    const trimmed = line.trim();
    if (trimmed.startsWith('[')) {
      const header = readSectionHeader(trimmed);
      section = header.section;
      addVariable(values, section, header.rest);
    } else {
      addVariable(values, section, trimmed);
    }
  }
  return values;
}

/** What the config says about hash and reference storage; a format or extension unknown here is named. */
export function repositoryFormatOf(config: GitConfig): RepositoryFormat {
  const version = Number(lastValue(config, 'core.repositoryformatversion') ?? '0');
  if (version !== 0 && version !== 1) {
    return { kind: 'unsupported', reason: `The repository has format version ${version}; versions 0 and 1 are read.` };
  }
  for (const key of config.keys()) {
    const extension = key.startsWith('extensions.') ? key.slice('extensions.'.length) : null;
    if (version === 1 && extension !== null && !harmlessExtensions.has(extension)) {
      return { kind: 'unsupported', reason: `The repository uses the extension "${extension.slice(0, 60)}", which is not read.` };
    }
  }
  const objectFormat = (lastValue(config, 'extensions.objectformat') ?? 'sha1').toLowerCase();
  if (objectFormat !== 'sha1' && objectFormat !== 'sha256') {
    return { kind: 'unsupported', reason: `The repository uses the object format "${objectFormat.slice(0, 60)}"; sha1 and sha256 are read.` };
  }
  const storage = (lastValue(config, 'extensions.refstorage') ?? 'files').toLowerCase();
  if (storage !== 'files' && storage !== 'reftable') {
    return { kind: 'unsupported', reason: `The repository keeps its references as "${storage.slice(0, 60)}", which is not read.` };
  }
  return { kind: 'supported', hashBytes: objectFormat === 'sha256' ? 32 : 20, referenceStorage: storage };
}

function lastValue(config: GitConfig, key: string): string | undefined {
  return config.get(key)?.at(-1);
}

/** A backslash at the end of a line joins the next one, except inside a comment. */
function joinContinuedLines(text: string): string[] {
  const lines: string[] = [];
  let pending = '';
  for (const line of text.split('\n')) {
    const whole = pending + (line.endsWith('\r') ? line.slice(0, -1) : line);
    const backslashes = /\\*$/.exec(whole)?.[0].length ?? 0;
    if (backslashes % 2 === 1 && !/^\s*[#;]/.test(whole)) {
      pending = whole.slice(0, -1);
    } else {
      lines.push(whole);
      pending = '';
    }
  }
  return pending === '' ? lines : [...lines, pending];
}

function readSectionHeader(line: string): { section: string; rest: string } {
  const match = /^\[\s*([A-Za-z0-9.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]/.exec(line);
  if (match === null) {
    return { section: '', rest: '' };
  }
  const subsection = match[2]?.replace(/\\(.)/g, '$1');
  const name = (match[1] ?? '').toLowerCase();
  return { section: subsection === undefined ? name : `${name}.${subsection}`, rest: line.slice(match[0].length).trim() };
}

function addVariable(values: Map<string, string[]>, section: string, line: string): void {
  const match = /^([A-Za-z][A-Za-z0-9-]*)\s*(?:=(.*))?$/.exec(line);
  if (section === '' || match === null) {
    return;
  }
  const key = `${section}.${(match[1] ?? '').toLowerCase()}`;
  const value = match[2] === undefined ? 'true' : readValue(match[2]);
  const known = values.get(key);
  if (known === undefined) {
    values.set(key, [value]);
  } else {
    known.push(value);
  }
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', b: '\b' };

/** Quotes are dropped, comments outside quotes end the value, blanks around it do not count. */
function readValue(raw: string): string {
  let value = '';
  let kept = 0;
  let quoted = false;
  for (let index = 0; index < raw.length; index += 1) {
    const character = raw.charAt(index);
    if (character === '\\') {
      index += 1;
      value += escapes[raw.charAt(index)] ?? raw.charAt(index);
      kept = value.length;
    } else if (character === '"') {
      quoted = !quoted;
      kept = value.length;
    } else if (!quoted && (character === '#' || character === ';')) {
      break;
    } else if (!quoted && (character === ' ' || character === '\t')) {
      value += value === '' ? '' : character;
    } else {
      value += character;
      kept = value.length;
    }
  }
  return value.slice(0, kept);
}
