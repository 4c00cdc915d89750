import { Cursor } from '../cursor.ts';
import { GraphCounter } from '../operators.ts';
import { eachField, type Field, fieldText } from '../protobuf.ts';
import type { WeightReader } from '../reader.ts';
import { clipped } from '../report.ts';

/** Operators that read or write files, or run Python, by the list of ops of TensorFlow and its SECURITY.md. Save and restore of variables are apart. */
const reaching = new Set([
  'ReadFile', 'WriteFile', 'MatchingFiles', 'PyFunc', 'PyFuncStateless', 'EagerPyFunc', 'DebugIdentity', 'DebugIdentityV2', 'LoadLibrary', 'TFRecordDataset', 'TextLineDataset', 'FixedLengthRecordDataset', 'WholeFileReader',
  'WholeFileReaderV2', 'TFRecordReader', 'TFRecordReaderV2', 'TextLineReader', 'TextLineReaderV2', 'SqlDataset', 'PrintV2', 'WriteAudioSummary', 'WriteGraphSummary', 'CreateSummaryFileWriter', 'MergeV2Checkpoints', 'SaveDataset', 'LoadDataset',
]);

/**
 * TensorFlow SavedModel, by saved_model.proto, meta_graph.proto, graph.proto and function.proto of tensorflow/core/protobuf and framework: which
 * operators its graphs have. Its variables lie apart, in `variables/`, and are not read.
 */
export const savedModel: WeightReader = {
  id: 'saved-model',
  title: 'TensorFlow SavedModel',
  names: ['tensorflow'],
  recognises: ({ start, name }) => name.endsWith('.pb') && start[0] === 0x08 && start[1] === 0x01 && start[2] === 0x12,
  read: (file, report) => {
    const cursor = new Cursor(file);
    const counter = new GraphCounter();
    const within = (field: Field, visit: (part: Field) => void): void => {
      if (field.wire === 2) eachField(cursor, field.start, field.end, visit);
    };
    /** NodeDef: the operator is field 2. */
    const addNode = (node: Field): void => within(node, (part) => (part.number === 2 ? counter.add(fieldText(cursor, part, 200)) : undefined));
    const readInfo = (info: Field): void => within(info, (part) => {
      if (part.number === 4) report.fact('Tag', clipped(fieldText(cursor, part)));
      if (part.number === 5) report.fact('TensorFlow version', clipped(fieldText(cursor, part)));
    });
    /** GraphDef: nodes 1, library 2; of the library functions 1; of a function nodes 3. */
    const readGraph = (graph: Field): void => within(graph, (part) => {
      if (part.number === 1) addNode(part);
      if (part.number === 2) within(part, (made) => (made.number === 1 ? within(made, (node) => (node.number === 3 ? addNode(node) : undefined)) : undefined));
    });
    try {
      eachField(cursor, 0, file.size, (field) => {
        if (field.number === 1) report.fact('Schema version', field.value);
        if (field.number === 2) within(field, (part) => (part.number === 1 ? readInfo(part) : part.number === 2 ? readGraph(part) : undefined));
      });
    } finally {
      report.graph = counter.graph();
      const found = counter.names().filter((name) => reaching.has(name));
      if (found.length > 0) report.holdsCode = `operators that reach files or Python: ${found.slice(0, 8).join(', ')}`;
      report.note('A SavedModel is a program that TensorFlow runs; variables lie in files of their own.');
    }
  },
};
