import { inflateRawSync } from 'node:zlib';
import { type SharedDefinition, type SubsetDefinition, subsetLimits } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { blocksOf, linesOf, listOfKeys, ListPacker, type PackageList, packageOfLine, type StoredDefinition } from '../index/index.ts';

/** A block has some 250 kB; what becomes more than this was not written by this program. Bytes. */
const largestBlock = 64 << 20;

/** A definition of a call or of a file as it is kept. Throws `refused` for a packed list that is not what it says. */
export function storedDefinition(definition: SharedDefinition): StoredDefinition {
  switch (definition.kind) {
    case 'list':
      return { kind: 'list', list: listOfKeys(definition.packages) };
    case 'packed-list':
      return { kind: 'list', list: unpackList(definition) };
    default:
      return definition;
  }
}

/** A definition as a file tells it: names that a person can read, as long as they are not too many. */
export function sharedDefinition(definition: StoredDefinition): SharedDefinition {
  return definition.kind === 'list' && definition.list.total > subsetLimits.named ? packedList(definition.list) : plainDefinition(definition);
}

function plainDefinition(definition: StoredDefinition): SubsetDefinition {
  return definition.kind === 'list' ? { kind: 'list', packages: [...linesOf(definition.list)].flatMap((line) => packageOfLine(line) ?? []) } : definition;
}

function packedList(list: PackageList): SharedDefinition {
  const blocks = Array.from({ length: blocksOf(list) }, (_, block) => Buffer.from(list.packed(block)).toString('base64'));
  return { kind: 'packed-list', total: list.total, sha256: list.sha256, blocks };
}

function unpackList({ total, sha256, blocks }: SharedDefinition & { readonly kind: 'packed-list' }): PackageList {
  const packer = new ListPacker();
  let before = '';
  for (const block of blocks) {
    for (const line of textOf(block).split('\n')) {
      if (line <= before || !isLine(line)) throw wrongList();
      packer.add(line);
      before = line;
    }
  }
  const list = packer.finish();
  if (list.total !== total || list.sha256 !== sha256) throw wrongList();
  return list;
}

function textOf(block: string): string {
  try {
    return inflateRawSync(Buffer.from(block, 'base64'), { maxOutputLength: largestBlock }).toString('utf8');
  } catch {
    throw wrongList();
  }
}

/** As `packageLine` writes them, and of no other form. */
function isLine(line: string): boolean {
  try {
    const parsed: unknown = JSON.parse(line);
    if (!Array.isArray(parsed) || parsed.length !== 3) return false;
    const [hub, name, ordinal] = parsed as readonly unknown[];
    return typeof hub === 'string' && typeof name === 'string' && Number.isInteger(ordinal) && JSON.stringify(parsed) === line;
  } catch {
    return false;
  }
}

function wrongList(): ExpectedError {
  return new ExpectedError('refused', 'A packed list in the file is not what it says: it was changed, or cut off.');
}
