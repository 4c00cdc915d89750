import type { Normalised } from '../../shared/domain/index.ts';
import type { SearchableRecord } from '../../shared/search/match.ts';
import { type Random, randomWord } from '../../shared/search/testing-random.ts';
import type { SearchNode } from '../../shared/search/tree.ts';
import type { TestIndex, TestPackage, TestRepository } from './testing.ts';

const hubIds = ['huggingface', 'modelzoo', 'onnxmodelzoo'] as const;
const days = ['2021-01-01', '2021-03-05', '2022-06-30', '2023-01-01'] as const;

/** SQLite keeps neither halves of a surrogate pair nor, in MATCH, what follows a NUL; searches for them are tested apart. */
function storable(text: string): string {
  return text.replaceAll(/\p{Surrogate}|\0/gu, 'x');
}

function word(random: Random): string {
  return storable(randomWord(random));
}

function maybe<Value>(random: Random, make: () => Value): Value | null {
  return random.below(3) === 0 ? null : make();
}

function normalised(random: Random): string | Normalised | null {
  if (random.below(3) === 0) return { value: word(random), original: word(random) };
  return maybe(random, () => word(random));
}

function texts(random: Random, longest: number): readonly string[] {
  return random.list(0, longest, () => word(random));
}

/** A small mirror of few words, so that searches of the same words find something. */
export function randomIndex(random: Random): TestIndex & { readonly packages: readonly TestPackage[]; readonly repositories: readonly TestRepository[] } {
  const repositories = Array.from({ length: 4 }, (_, index): TestRepository => ({
    path: `data/huggingface/repos/r/${index}`,
    authors: distinctPeople(random.list(0, 3, () => ({ name: word(random), email: `${word(random)}@x.org`, commits: 1, signed: random.below(3) === 0 ? 1 : 0 }))),
  }));
  const number = () => maybe(random, () => random.pick([0, 1, 10, 999, 1000, 1024, 2e9]));
  const day = () => maybe(random, () => Date.parse(random.pick(days)) / 1000 + random.below(86_400));
  const packages = random.list(5, 25, (): TestPackage => ({
    name: word(random) || 'x',
    hub: random.pick(hubIds),
    owner: maybe(random, () => word(random)),
    task: normalised(random),
    architecture: normalised(random),
    license: normalised(random),
    library: normalised(random),
    tags: texts(random, 3),
    datasets: texts(random, 2),
    languages: texts(random, 2),
    subsets: texts(random, 2).filter((name) => name.trim() !== ''),
    formats: random.list(0, 2, () => random.pick(['pytorch', 'safetensors', 'Bert'])),
    papers: texts(random, 1).map((id) => `${random.pick(['arxiv:', 'doi:', ''])}${id.trim()}`),
    bases: texts(random, 1).map((base) => ({ base })),
    claims: random.list(0, 1, () => ({ task: null, dataset: null, metric: 'f1', value: '1', number: 1, strict: true, source: 'hub' as const })),
    description: texts(random, 4).join(' '),
    card: maybe(random, () => texts(random, 6).join(' ')),
    numbers: { downloads: number(), likes: number(), stars: number(), files: number(), bytes: number(), parameters: number(), created: day(), modified: day() },
    dependents: number(),
    gated: random.below(4) === 0,
    recovered: random.below(4) === 0,
    unified: random.below(4) > 0,
    metadata: random.below(4) > 0,
    repository: maybe(random, () => random.pick(repositories).path),
  }));
  // A clone has one model card, whatever packages share it.
  const shared = packages.map((item) => ({ ...item, card: (packages.find((other) => item.repository !== null && other.repository === item.repository) ?? item).card ?? null }));
  return { packages: shared, repositories };
}

function distinctPeople<Person extends { readonly name: string; readonly email: string }>(people: readonly Person[]): readonly Person[] {
  return people.filter((person, index) => people.findIndex((other) => other.name === person.name && other.email === person.email) === index);
}

/** A tree whose texts SQLite can hold. */
export function storableNode(node: SearchNode): SearchNode {
  switch (node.kind) {
    case 'all':
    case 'any':
      return { kind: node.kind, children: node.children.map(storableNode) };
    case 'not':
      return { kind: 'not', child: storableNode(node.child) };
    case 'word':
    case 'phrase':
      return { ...node, text: storable(node.text) };
    case 'value':
      return { ...node, values: node.values.map(storable) };
    default:
      return node;
  }
}

function spellings(value: string | Normalised | null | undefined): readonly string[] {
  if (!value) return typeof value === 'string' ? [value] : [];
  return typeof value === 'string' ? [value] : [value.value, value.original];
}

/** What the language sees in a package of a test's index: the independent side of the comparison. */
export function recordOf(item: TestPackage, index: { readonly packages: readonly TestPackage[]; readonly repositories: readonly TestRepository[] }): SearchableRecord {
  const hub = item.hub ?? 'huggingface';
  const repository = index.repositories.find((candidate) => candidate.path === item.repository);
  const isUnpacked = repository !== undefined && repository.state !== 'archived';
  const hubHasMetadata = index.packages.some((other) => (other.hub ?? 'huggingface') === hub && other.metadata !== false);
  const has = {
    card: typeof item.card === 'string',
    claims: (item.claims ?? []).length > 0,
    clone: isUnpacked,
    signature: (repository?.authors ?? []).some((author) => (author.signed ?? 0) > 0),
    license: spellings(item.license).length > 0,
    base: (item.bases ?? []).length > 0,
    pickle: (item.formats ?? []).includes('pytorch'),
    task: spellings(item.task).length > 0,
    arch: spellings(item.architecture).length > 0,
    dataset: (item.datasets ?? []).length > 0,
    paper: (item.papers ?? []).length > 0,
  };
  const is = {
    cloned: isUnpacked,
    archived: repository?.state === 'archived',
    recovered: item.recovered === true,
    gone: item.unified !== false && item.metadata === false && hubHasMetadata,
    gated: item.gated === true,
    ownerless: item.owner === null || item.owner === undefined,
  };
  const seconds = (value: number | null | undefined) => (value === null || value === undefined ? null : value * 1000);
  return {
    name: item.name,
    description: item.description ?? '',
    card: item.card ?? '',
    values: {
      hub: [hub],
      owner: item.owner === null || item.owner === undefined ? [] : [item.owner],
      task: spellings(item.task),
      arch: spellings(item.architecture),
      library: spellings(item.library),
      license: spellings(item.license),
      dataset: item.datasets ?? [],
      language: item.languages ?? [],
      tag: item.tags ?? [],
      paper: (item.papers ?? []).flatMap((paper) => [paper, paper.replace(/^(arxiv|doi):/, '')]),
      base: (item.bases ?? []).map((base) => base.base),
      maintainer: (repository?.authors ?? []).flatMap((author) => [author.name, author.email]),
      format: item.formats ?? [],
      subset: item.subsets ?? [],
      measure: [],
    },
    numbers: {
      downloads: item.numbers?.downloads ?? null,
      likes: item.numbers?.likes ?? null,
      stars: item.numbers?.stars ?? null,
      files: item.numbers?.files ?? null,
      claims: (item.claims ?? []).length,
      commits: isUnpacked ? repository.authors.reduce((sum, author) => sum + (author.commits ?? 1), 0) : null,
      dependents: item.dependents ?? null,
      params: item.numbers?.parameters ?? null,
      size: item.numbers?.bytes ?? null,
      modified: seconds(item.numbers?.modified),
      created: seconds(item.numbers?.created),
    },
    has: keysThatHold(has),
    is: keysThatHold(is),
  };
}

function keysThatHold<Key extends string>(facts: Readonly<Record<Key, boolean>>): Key[] {
  return (Object.keys(facts) as Key[]).filter((key) => facts[key]);
}
