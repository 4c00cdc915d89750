import type { CallAnswer } from '../../shared/contract/index.ts';
import { insideClone, type OpenClone, type PackageClone } from './clone.ts';
import { cardImages } from './card-images.ts';
import { readContent } from './content.ts';
import { cardFactsOf } from './card-facts.ts';
import { splitFrontMatter, type SplitCard } from './front-matter.ts';
import { frontTable } from './front-table.ts';
import { decodeText, guessEncoding, headBytes } from './preview/decode-text.ts';
import { folderOfPath, TreeFinder, type TreePlace } from './tree-paths.ts';

type Card = CallAnswer<'packages.card'>;
type ReadCard = Extract<Card, { kind: 'card' }>;

export interface CardInput {
  readonly clone: PackageClone | null;
  /** Card text that the hub's metadata holds (`cardFromMetadata`), with the file it stands in. */
  readonly metadataText: { readonly label: string; readonly markdown: string } | null;
  /** Where in the repository the package lies (`folderInRepository`): the README nearest above it is its card. */
  readonly folder?: string | null | undefined;
  /** Its text alone: the images that it names may be megabytes, and are for whoever lays it out. */
  readonly withoutImages?: boolean;
}

/** Bytes of a card that one answer carries, which no real card reaches; what comes behind them is read as a file is. */
const maxCardBytes = 1 << 20;
const maxReadmes = 20;

/**
 * A package's card: the README at the clone's HEAD, else the text that the hub's metadata holds. Without either, `none` with the reason.
 * Never throws for what a repository holds.
 */
export function readCard(input: CardInput): Card {
  const { clone, metadataText } = input;
  const found = clone === null ? 'This mirror has no clone of the package.' : insideClone(clone, (opened) => cardAt(opened, input), (reason) => `The clone cannot be read: ${clone.reason ?? reason}`);
  if (typeof found !== 'string') return found;
  if (metadataText === null || metadataText.markdown.trim() === '') return { kind: 'none', reason: `${found} The hub's metadata holds no card text.` };
  const { label, markdown } = metadataText;
  const split = withFront(splitFrontMatter(markdown.slice(0, maxCardBytes)));
  return { kind: 'card', ...split, source: label, path: null, size: Buffer.byteLength(markdown), to: Buffer.byteLength(markdown.slice(0, maxCardBytes)), truncated: markdown.length > maxCardBytes, images: {} };
}

/** The card of the commit that the clone is opened at, or the reason why there is none. */
export function cardAt(opened: OpenClone, { folder, withoutImages = false }: CardInput): ReadCard | string {
  const finder = new TreeFinder(opened.repository, opened.head);
  let reason: string | null = null;
  for (const readme of readmes(finder, folder ?? '')) {
    const content = readContent(opened, readme, maxCardBytes);
    if (content.kind === 'absent') {
      reason ??= content.reason;
      continue;
    }
    const encoding = guessEncoding(content.bytes.subarray(0, headBytes));
    if (encoding === null) continue;
    const { text, used } = decodeText(content.bytes, encoding, content.truncated);
    const split = withFront(splitFrontMatter(text.replace(/^\uFEFF/, '')));
    const images = withoutImages ? {} : cardImages(opened, finder, folderOfPath(readme.path), split.text);
    return { kind: 'card', ...split, source: `${opened.clone.path}/${readme.path}`, path: readme.path, size: content.size, to: used, truncated: content.truncated, images };
  }
  return reason ?? 'The repository has no README.';
}

function withFront(split: SplitCard): SplitCard & Pick<ReadCard, 'front'> {
  const facts = split.frontMatter === null ? null : cardFactsOf(split.frontMatter);
  return { ...split, front: facts === null ? null : frontTable(facts) };
}

/** README files, the likeliest first: those of the folder, then those of the folders above it up to the root. */
function* readmes(finder: TreeFinder, from: string): Generator<TreePlace> {
  for (let folder: string | null = from; folder !== null; folder = folder === '' ? null : folderOfPath(folder)) {
    const place = finder.find(folder);
    if (place?.kind !== 'folder') continue;
    const named = finder.entries(place.sha).filter((entry) => entry.kind !== 'folder' && rankOfReadme(entry.name) !== null);
    named.sort((left, right) => (rankOfReadme(left.name) ?? 0) - (rankOfReadme(right.name) ?? 0) || (left.name < right.name ? -1 : 1));
    for (const entry of named.slice(0, maxReadmes)) {
      const readme = finder.find(`${place.path}/${entry.name}`);
      if (readme?.kind === 'file' || readme?.kind === 'executable') yield readme;
    }
  }
}

const readmeNames = [/^README\.md$/, /^readme\.md$/i, /^readme\.(?:markdown|mdown|mkdn?)$/i, /^readme$/i, /^readme\.(?:rst|txt|org|adoc)$/i, /^readme[._-][\w-]{1,40}\.(?:md|markdown|rst|txt)$/i] as const;

function rankOfReadme(name: string): number | null {
  const rank = readmeNames.findIndex((pattern) => pattern.test(name));
  return rank < 0 ? null : rank;
}
