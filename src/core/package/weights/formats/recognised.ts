import { Cursor } from '../cursor.ts';
import { eachField } from '../protobuf.ts';
import type { Probe, WeightReader } from '../reader.ts';
import type { Report } from '../report.ts';

/** A format that is named by its signature and not looked into. */
function recognised(id: string, title: string, names: readonly string[], recognises: (probe: Probe) => boolean, more: (report: Report) => void = () => undefined): WeightReader {
  return {
    id, title, names, recognises,
    read: (_file, report) => {
      report.notExamined = `${title}: recognised only`;
      more(report);
    },
  };
}

/** TensorFlow Lite, by tensorflow/lite/schema/schema.fbs: a FlatBuffer with the file identifier TFL3. */
export const tflite = recognised('tflite', 'TensorFlow Lite', ['tensorflow'], ({ start }) => start.toString('latin1', 4, 8) === 'TFL3', (report) => report.fact('Schema', 'TFL3'));

/** Core ML, by mlmodel/format/Model.proto of apple/coremltools: specificationVersion is field 1. */
export const coreMl: WeightReader = {
  id: 'coreml',
  title: 'Core ML',
  names: ['coreml'],
  recognises: ({ start, name, path }) => (name.endsWith('.mlmodel') && start[0] === 0x08) || (path.includes('.mlpackage/') && name === 'manifest.json'),
  read: (file, report) => {
    report.notExamined = 'Core ML: recognised only';
    if (file.start(1)[0] !== 0x08) return;
    const cursor = new Cursor(file);
    eachField(cursor, 0, Math.min(file.size, 11), (field) => {
      if (field.number === 1) report.fact('Specification version', field.value);
      cursor.position = file.size;
    });
  },
};

/** ggml before GGUF, by docs/gguf.md of ggml-org/ggml, "Historical State of Affairs". */
export const ggml = recognised('ggml', 'GGML', ['ggml'], ({ start }) => ['lmgg', 'ggla', 'fmgg', 'tjgg'].includes(start.toString('latin1', 0, 4)));

/** POSIX ustar: NeMo models, and PyTorch before 0.1.10. Pickles may be inside. */
export const tar = recognised('tar', 'tar archive', ['nemo', 'pytorch'], ({ start }) => start.toString('latin1', 257, 262) === 'ustar', (report) => {
  report.partial = 'It is a tar archive, which is not looked into; members may be pickles.';
});

/** MessagePack maps, by flax/serialization.py. */
export const flax = recognised('flax', 'Flax (MessagePack)', ['flax'], ({ start, name }) => name.endsWith('.msgpack') && ((start[0] ?? 0) >> 4 === 8 || start[0] === 0xde || start[0] === 0xdf));

export const openVino = recognised('openvino', 'OpenVINO', ['openvino'], ({ start, name }) => name.endsWith('.xml') && /^(<\?xml[^>]*>\s*)?<net\b/.test(start.toString('latin1', 0, 200)));
