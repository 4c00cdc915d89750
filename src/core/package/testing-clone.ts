import { join } from 'node:path';
import type { PackageClone } from './clone.ts';
import type { Playground } from './repository/testing-git.ts';

/** What a test puts at one path of a commit. A link or submodule needs no rights of the file system: git is told of it directly. */
export type TestContent = string | Uint8Array | { readonly link: string } | { readonly submodule: string };

/** Test support: makes the bare repository `<mirror>/<name>` with one commit of these files, and returns it as a package's clone. */
export function makeClone(playground: Playground, name: string, files: Readonly<Record<string, TestContent>>, options: readonly string[] = ['--bare']): PackageClone {
  const absolute = join(playground.mirror, name);
  playground.git(playground.mirror, ['init', '-q', ...options, name]);
  const parts: Uint8Array[] = [Buffer.from('commit refs/heads/main\ncommitter Carl Example <carl@example.org> 1700000100 -0330\ndata 4\nMade\n')];
  for (const [path, content] of Object.entries(files)) {
    if (typeof content === 'object' && 'submodule' in content) {
      parts.push(Buffer.from(`M 160000 ${content.submodule} ${path}\n`));
      continue;
    }
    const isLink = typeof content === 'object' && 'link' in content;
    const bytes = Buffer.from(isLink ? content.link : content);
    parts.push(Buffer.from(`M ${isLink ? '120000' : '100644'} inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n'));
  }
  parts.push(Buffer.from('done\n'));
  playground.git(absolute, ['fast-import', '--quiet', '--done'], Buffer.concat(parts));
  return { absolute, mirrorRoot: playground.mirror, path: `data/huggingface/repos/${name}`, state: 'whole', reason: null };
}

export function pointerText(oid: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${size}\n`;
}
