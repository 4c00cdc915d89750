import type { CallAnswer } from '../../../../../shared/contract/index.ts';

export type WholeMapAnswer = CallAnswer<'graph.map'>;

/** The map's columns as they are worked with; what each holds stands in the contract. */
export interface MapColumns {
  readonly nodes: number;
  readonly ids: Uint32Array;
  readonly edges: Uint32Array;
  readonly hubs: Uint8Array;
  readonly owners: Uint32Array;
  readonly tasks: Uint16Array;
  readonly downloads: Float32Array;
  readonly dependants: Float32Array;
  readonly signed: Uint8Array;
}

/** The columns as the contract packs them. */
export type PackedColumns = Pick<WholeMapAnswer, 'nodes' | 'ids' | 'edges' | 'hubs' | 'owners' | 'tasksOfNodes' | 'downloads' | 'dependants' | 'signed'>;

export function unpackColumns(packed: PackedColumns): MapColumns {
  return {
    nodes: packed.nodes,
    ids: new Uint32Array(bytesOf(packed.ids)),
    edges: new Uint32Array(bytesOf(packed.edges)),
    hubs: new Uint8Array(bytesOf(packed.hubs)),
    owners: new Uint32Array(bytesOf(packed.owners)),
    tasks: new Uint16Array(bytesOf(packed.tasksOfNodes)),
    downloads: new Float32Array(bytesOf(packed.downloads)),
    dependants: new Float32Array(bytesOf(packed.dependants)),
    signed: new Uint8Array(bytesOf(packed.signed)),
  };
}

export function bytesOf(base64: string): ArrayBuffer {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  return bytes.buffer;
}
