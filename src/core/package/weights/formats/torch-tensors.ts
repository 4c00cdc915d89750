import type { PickleHooks } from '../pickle/machine.ts';
import { tupleItems, type Value } from '../pickle/values.ts';
import { clipped, type Report } from '../report.ts';

/** By the name of the storage class in torch/storage.py and torch/__init__.py. */
const storageDtypes: Readonly<Record<string, readonly [dtype: string, bytes: number]>> = {
  DoubleStorage: ['F64', 8], FloatStorage: ['F32', 4], HalfStorage: ['F16', 2], BFloat16Storage: ['BF16', 2], LongStorage: ['I64', 8], IntStorage: ['I32', 4], ShortStorage: ['I16', 2], CharStorage: ['I8', 1],
  ByteStorage: ['U8', 1], BoolStorage: ['BOOL', 1], ComplexFloatStorage: ['C64', 8], ComplexDoubleStorage: ['C128', 16], QInt8Storage: ['QI8', 1], QUInt8Storage: ['QU8', 1], QInt32Storage: ['QI32', 4],
  UntypedStorage: ['U8', 1],
};

interface Storage {
  readonly dtype: string;
  readonly bytes: number;
}

/**
 * Tensors as torch.save pickles them (torch/serialization.py, torch/_utils.py): a storage is a persistent id
 * `('storage', class, key, location, elements)`, a tensor a call of `_rebuild_tensor_v2(storage, offset, size, stride, …)` that stands in
 * a dictionary under its name. Parameters are the elements of distinct storages: tensors may share one.
 */
export class TorchTensors {
  readonly #storages = new Map<string, Storage>();
  readonly #report: Report;
  /** Bytes of all storages. */
  bytes = 0;

  constructor(report: Report) {
    this.#report = report;
  }

  get count(): number {
    return this.#storages.size;
  }

  /** The bytes that a storage states, by its key. */
  bytesOf(key: string): number | null {
    return this.#storages.get(key)?.bytes ?? null;
  }

  keys(): readonly string[] {
    return [...this.#storages.keys()];
  }

  readonly hooks: PickleHooks = {
    onPersistent: (id) => this.#addStorage(id),
    onItem: (key, value) => this.#addTensor(key, value),
  };

  #addStorage(id: Value): void {
    const [tag, storageClass, key, , elements] = tupleItems(id);
    if (tag !== 'storage' || typeof key !== 'string' || typeof elements !== 'number' || elements < 0 || this.#storages.has(key) || this.#storages.size >= 200_000) return;
    const [dtype, bytes] = storageDtypes[className(storageClass)] ?? [clipped(className(storageClass), 40), 0];
    this.#storages.set(key, { dtype, bytes: elements * bytes });
    this.bytes += elements * bytes;
    this.#report.count(dtype, elements);
  }

  #addTensor(name: string, value: Value): void {
    if (value === null || typeof value !== 'object' || value.kind !== 'call') return;
    const [first, , size] = tupleItems(value.arguments);
    if (value.callee.startsWith('torch._utils._rebuild_parameter')) return this.#addTensor(name, first ?? null);
    if (!/^torch\._utils\._rebuild_(tensor|qtensor)/.test(value.callee)) return;
    if (first === null || typeof first !== 'object' || first.kind !== 'persistent') return;
    const [, storageClass, key] = tupleItems(first.id);
    const storage = typeof key === 'string' ? this.#storages.get(key) : undefined;
    const shape = tupleItems(size).filter((length) => typeof length === 'number' && length >= 0) as number[];
    this.#report.tensor({ name, dtype: storage?.dtype ?? className(storageClass), shape, offset: null, bytes: null }, false);
  }
}

function className(value: Value | undefined): string {
  const name = value !== null && typeof value === 'object' && value.kind === 'import' ? value.name : '';
  return name.slice(name.lastIndexOf('.') + 1);
}
