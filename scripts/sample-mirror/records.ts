import { huggingFaceFiles } from './hub-huggingface.ts';
import { modelhubFiles } from './hub-modelhub.ts';
import { modelZooFiles } from './hub-modelzoo.ts';
import { onnxFiles } from './hub-onnx.ts';
import { pytorchHubFiles } from './hub-pytorch.ts';

/** Every committed file of the sample mirror: text by path below `resources/sample-mirror`, with forward slashes. */
export function sampleMirrorFiles(): ReadonlyMap<string, string> {
  return new Map([huggingFaceFiles(), modelZooFiles(), pytorchHubFiles(), onnxFiles(), modelhubFiles()].flatMap((files) => [...files]));
}
