import type { HubId } from '../../../shared/domain/index.ts';
import type { HubAdapter } from './adapter.ts';
import { huggingFace } from './huggingface.ts';
import { modelHub } from './modelhub.ts';
import { modelZoo } from './modelzoo.ts';
import { onnxModelZoo } from './onnxmodelzoo.ts';
import { pyTorchHub } from './pytorchhub.ts';

const adapters: readonly HubAdapter[] = [huggingFace, modelZoo, pyTorchHub, onnxModelZoo, modelHub];

export function adapterOf(hub: HubId): HubAdapter {
  const adapter = adapters.find((candidate) => candidate.hub === hub);
  if (!adapter) throw new Error(`No adapter reads the hub ${hub}`);
  return adapter;
}
