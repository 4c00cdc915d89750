/** A hub's folder name on disk; it is also the hub's id everywhere in the program and in the CLI. */
export type HubId = 'huggingface' | 'modelzoo' | 'pytorchhub' | 'onnxmodelzoo' | 'modelhub';

export interface Hub {
  readonly id: HubId;
  /** The name as people write it. */
  readonly title: string;
  /** The name as the generator writes it into `ModelHubName`. */
  readonly emittedName: string;
  readonly url: string;
  /** Packages and bytes of the published dataset (MSR'23, Table I), shown beside what this mirror holds. */
  readonly published: { readonly packages: number; readonly bytes: number };
}

const GB = 1e9;
const MB = 1e6;

/** The five hubs of PTMTorrent, in the order of MSR'23 Table I. */
export const hubs: readonly Hub[] = [
  {
    id: 'huggingface',
    title: 'Hugging Face',
    emittedName: 'Hugging Face',
    url: 'https://huggingface.co/',
    published: { packages: 12_401, bytes: 61_000 * GB },
  },
  {
    id: 'modelzoo',
    title: 'Model Zoo',
    emittedName: 'ModelZoo',
    url: 'https://modelzoo.co',
    published: { packages: 3_245, bytes: 115 * GB },
  },
  {
    id: 'pytorchhub',
    title: 'PyTorch Hub',
    emittedName: 'PyTorch Hub',
    url: 'https://pytorch.org/hub',
    published: { packages: 49, bytes: 1.5 * GB },
  },
  {
    id: 'onnxmodelzoo',
    title: 'ONNX Model Zoo',
    emittedName: 'Onnx Model Zoo',
    url: 'https://github.com/onnx/models',
    published: { packages: 185, bytes: 441 * MB },
  },
  {
    id: 'modelhub',
    title: 'Modelhub.ai',
    emittedName: 'Modelhub.ai',
    url: 'https://modelhub.ai',
    published: { packages: 33, bytes: 721 * MB },
  },
];

export const hubIds: readonly HubId[] = hubs.map((hub) => hub.id);

export function isHubId(text: string): text is HubId {
  return hubIds.includes(text as HubId);
}

export function hubById(id: HubId): Hub {
  const hub = hubs.find((candidate) => candidate.id === id);
  if (!hub) throw new Error(`No hub has the id ${id}`);
  return hub;
}
