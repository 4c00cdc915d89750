import type { HubId } from './hub.ts';

/**
 * Names a package independently of the mirror it was found in, so that links and lists hold anywhere.
 * `ordinal` tells apart records of one hub that share a name (ONNX repeats names): 0 is the first in file order.
 */
export interface PackageKey {
  readonly hub: HubId;
  readonly name: string;
  readonly ordinal: number;
}

/** One text for each package, for maps and lists. */
export function packageId({ hub, name, ordinal }: PackageKey): string {
  return `${hub} ${ordinal} ${name}`;
}

/** A package as people and the command line write it: "huggingface/google/bert", "onnxmodelzoo/VGG#2". */
export function packageText({ hub, name, ordinal }: PackageKey): string {
  return `${hub}/${name}${ordinal === 0 ? '' : `#${ordinal}`}`;
}

export function isSamePackage(left: PackageKey, right: PackageKey): boolean {
  return left.hub === right.hub && left.name === right.name && left.ordinal === right.ordinal;
}

/**
 * Where the commits of a package stand. `archived`: its clone lies inside an archive, where a stream reaches HEAD and the
 * model card, but not the commits.
 */
export const cloneStates = ['whole', 'empty', 'broken', 'missing', 'archived'] as const;

export type CloneState = (typeof cloneStates)[number];

/** What a package did with its base model; `base`: the record does not say. */
export const lineageRelations = ['base', 'finetune', 'adapter', 'merge', 'quantized'] as const;

export type LineageRelation = (typeof lineageRelations)[number];

/** A base model that a package names, with where it is named (domain.md, "Later Hugging Face dumps"). */
export interface Lineage {
  readonly base: string;
  readonly relation: LineageRelation;
  readonly source: 'baseModels' | 'card' | 'tag' | 'finetuned_from' | 'readme';
}

/** One machine-readable performance claim. `strict` tells whether its whole card passes the ICSE'23 rule. */
export interface Claim {
  readonly task: string | null;
  readonly dataset: string | null;
  readonly metric: string;
  readonly value: string;
  readonly number: number | null;
  readonly strict: boolean;
  /** `eval-results`: the hub's list of results, or `.eval_results/*.yaml` in a clone. */
  readonly source: 'model-index' | 'hub' | 'eval-results';
}

export interface Paper {
  readonly kind: 'arxiv' | 'doi' | 'url';
  readonly id: string;
}

/** A value as the hub wrote it beside the one everything compares and counts with. */
export interface Normalised {
  readonly value: string;
  readonly original: string;
}

/** A place in a file of the mirror from which a record can be read back. */
export interface RecordPlace {
  /** Path relative to the folder above `data/`, with forward slashes. */
  readonly file: string;
  readonly offset: number;
  readonly length: number;
}

/** One hub's own facts that fit no common field (Colab link, opset version, stars, …), in display order. */
export type HubFacts = readonly (readonly [label: string, value: string])[];

/** A package in the form common to all hubs. `null` and empty lists mean that the mirror does not say. */
export interface Package {
  readonly hub: HubId;
  readonly name: string;
  /** The row number that the generator gave the record; unique within neither hub nor mirror. */
  readonly recordNumber: number | null;
  readonly metadataId: string | null;
  /** The owning account, or null where the hub has none (bert-base-uncased). */
  readonly owner: string | null;
  readonly url: string | null;
  readonly ownerUrl: string | null;
  readonly description: string | null;
  readonly task: Normalised | null;
  readonly architecture: Normalised | null;
  readonly license: Normalised | null;
  /** All licences where several are named; the first is `license`. */
  readonly licenses: readonly Normalised[];
  readonly library: Normalised | null;
  readonly datasets: readonly string[];
  readonly languages: readonly string[];
  readonly tags: readonly string[];
  readonly papers: readonly Paper[];
  readonly lineage: readonly Lineage[];
  readonly claims: readonly Claim[];
  readonly claimsStrict: boolean;
  /** Number of files, null where the hub gives no list. */
  readonly files: number | null;
  /** Weight formats told from file names: pytorch, safetensors, tensorflow, flax, onnx, gguf, … */
  readonly formats: readonly string[];
  /** What the names of its files tell is there, as bits of `fileParts`; null where the hub gives no list of them. */
  readonly parts: number | null;
  readonly bytes: number | null;
  readonly parameters: number | null;
  readonly downloads: number | null;
  readonly likes: number | null;
  readonly stars: number | null;
  /** Seconds since 1970, UTC. */
  readonly created: number | null;
  readonly modified: number | null;
  /** The commit that the record names; not always the clone's HEAD. */
  readonly sha: string | null;
  readonly hasCard: boolean;
  /** The text of a card that the hub’s metadata itself holds; the index keeps what of the five items it has. */
  readonly cardText: string | null;
  readonly gated: boolean;
  readonly facts: HubFacts;
  /** Folders below `repos/` in which the clone may lie, most likely first. */
  readonly clonePaths: readonly string[];
}
