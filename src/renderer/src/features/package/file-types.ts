/** Types of files that packages hold beside their weights, by the ends of their names. */
const byEnd: Readonly<Record<string, string>> = {
  md: 'Markdown', markdown: 'Markdown', rst: 'text', txt: 'text', log: 'text', json: 'JSON', jsonl: 'JSON lines', ndjson: 'JSON lines', ipynb: 'notebook', yaml: 'YAML', yml: 'YAML', toml: 'TOML', ini: 'settings', cfg: 'settings',
  csv: 'CSV', tsv: 'TSV', tab: 'TSV', parquet: 'Parquet', arrow: 'Arrow', py: 'Python', sh: 'shell', js: 'JavaScript', ts: 'TypeScript', cpp: 'C++', cc: 'C++', h: 'C', c: 'C', cu: 'CUDA', java: 'Java', go: 'Go', rs: 'Rust', swift: 'Swift', r: 'R',
  png: 'image', jpg: 'image', jpeg: 'image', gif: 'image', webp: 'image', svg: 'drawing', bmp: 'image', pdf: 'PDF', wav: 'sound', mp3: 'sound', flac: 'sound', ogg: 'sound', mp4: 'film', webm: 'film', avi: 'film',
  zip: 'archive', gz: 'archive', tgz: 'archive', tar: 'archive', xz: 'archive', bz2: 'archive', '7z': 'archive', html: 'HTML', css: 'CSS', xml: 'XML', exe: 'program', dll: 'program', so: 'program', dylib: 'program', jar: 'program', bat: 'program', ps1: 'program',
  model: 'vocabulary', vocab: 'vocabulary', bpe: 'vocabulary', spm: 'vocabulary',
};
const byName: Readonly<Record<string, string>> = { license: 'licence', licence: 'licence', copying: 'licence', notice: 'licence', '.gitattributes': 'git', '.gitignore': 'git', '.gitmodules': 'git', dockerfile: 'container', makefile: 'build' };

/** What a file is by its name alone; null where the name tells nothing. */
export function typeByName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const base = name.replace(/\.(?:md|txt|rst)$/, '');
  if (Object.hasOwn(byName, base)) return byName[base] ?? null;
  const end = name.slice(name.lastIndexOf('.') + 1);
  return name.includes('.') && Object.hasOwn(byEnd, end) ? (byEnd[end] ?? null) : null;
}
