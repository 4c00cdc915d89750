import { gguf } from './formats/gguf.ts';
import { hdf5 } from './formats/hdf5.ts';
import { kerasArchive } from './formats/keras.ts';
import { numpyArchive, numpyArray } from './formats/numpy.ts';
import { onnx } from './formats/onnx.ts';
import { pickle } from './formats/pickle.ts';
import { pytorchZip } from './formats/pytorch-zip.ts';
import { coreMl, flax, ggml, openVino, tar, tflite } from './formats/recognised.ts';
import { safetensors } from './formats/safetensors.ts';
import { savedModel } from './formats/saved-model.ts';
import { shardIndex } from './formats/shard-index.ts';
import { otherZip } from './formats/zip-archive.ts';
import type { WeightReader } from './reader.ts';

/** In the order in which they are asked: signatures first, then what a name must help to tell. */
export const weightReaders: readonly WeightReader[] = [
  gguf, numpyArray, hdf5, tflite, ggml, pytorchZip, kerasArchive, numpyArchive, otherZip, shardIndex, safetensors, savedModel, coreMl, openVino, flax, onnx, tar, pickle,
];
