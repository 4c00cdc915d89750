import { createHash } from 'node:crypto';
import type { HubId } from '../../../shared/domain/hub.ts';
import type { Step } from './histories.ts';

/** A clone of the sample mirror: where it lies, what its history is, and what is wrong with it. */
export interface SampleClone {
  readonly hub: HubId;
  /** Folder below the hub's `repos/`, with forward slashes. */
  readonly path: string;
  readonly remote: string;
  readonly steps: readonly Step[];
  /** The branch that HEAD names; `main` by default. */
  readonly branch?: string;
  /** One pack and no loose objects, as after `git clone`; loose objects otherwise. */
  readonly packed?: true;
  /** A light tag on HEAD. */
  readonly tag?: string;
  /** Large files whose content lies in `.git/lfs/objects`. */
  readonly lfsObjects?: readonly Uint8Array[];
  /** What the object store lacks: paths of files, or `HEAD` for the newest commit. */
  readonly missing?: readonly string[];
}

/** A Git LFS pointer to this content. */
export function pointerTo(content: Uint8Array): string {
  return pointer(createHash('sha256').update(content).digest('hex'), content.length);
}

/** A Git LFS pointer to content that no clone holds: a digest made from the name, and a size in bytes. */
export function pointerElsewhere(name: string, size: number): string {
  return pointer(createHash('sha256').update(name).digest('hex'), size);
}

function pointer(digest: string, size: number): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${size}\n`;
}

export const largeFileRules = ['*.bin', '*.h5', '*.msgpack', '*.onnx', '*.pt', '*.safetensors', '*.gguf']
  .map((pattern) => `${pattern} filter=lfs diff=lfs merge=lfs -text\n`)
  .join('');

/** Pretty JSON with a final line feed, as people commit it. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The paragraph that the sample's LICENSE files hold in place of a whole licence text. */
export function licence(name: string, url: string): string {
  return `${name}\n\nThis repository is part of the sample mirror of PTMTorrent Explorer. Its files were written for the sample\nand may be used under the ${name}: ${url}\n`;
}
