/** A class of models, as the table of the zoo's README has it. */
export interface OnnxClass {
  readonly name: string;
  /** Folder in the repository. */
  readonly path: string;
  readonly paper: string;
  readonly description: string;
  readonly space: string | null;
  readonly category: string;
}

export const onnxClasses: readonly OnnxClass[] = [
  { name: 'MobileNet', path: 'vision/classification/mobilenet', paper: 'https://arxiv.org/abs/1801.04381', description: 'A light network for phones.', space: null, category: 'image_classification' },
  { name: 'ResNet', path: 'vision/classification/resnet', paper: 'https://arxiv.org/abs/1512.03385', description: 'Up to 152 layers with shortcuts between them.', space: 'https://huggingface.co/spaces/onnx/ResNet', category: 'image_classification' },
  { name: 'SqueezeNet', path: 'vision/classification/squeezenet', paper: 'https://arxiv.org/abs/1602.07360', description: 'As accurate as AlexNet with 50 times fewer parameters.', space: 'https://huggingface.co/spaces/onnx/SqueezeNet', category: 'image_classification' },
  { name: 'MNIST- Handwritten Digit Recognition', path: 'vision/classification/mnist', paper: '', description: 'Reads handwritten digits.', space: null, category: 'domain_based_image' },
  { name: 'ArcFace', path: 'vision/body_analysis/arcface', paper: 'https://arxiv.org/abs/1801.07698', description: 'Turns faces into vectors that tell people apart.', space: null, category: 'body_analysis' },
  { name: 'Age and Gender Classification using Convolutional Neural Networks', path: 'vision/body_analysis/age_gender', paper: 'https://arxiv.org/abs/1511.06645', description: 'Guesses age and gender from a face.', space: null, category: 'body_analysis' },
  { name: 'BERT-Squad', path: 'text/machine_comprehension/bert-squad', paper: 'https://arxiv.org/pdf/1810.04805.pdf', description: 'Answers a question from a paragraph.', space: null, category: 'machine_comprehension' },
];

/** One row of a class's own table. Columns that the table lacks are written as "N/A", empty cells as "". */
export interface OnnxPackage {
  readonly name: string;
  /** Name of its class in `onnxClasses`. */
  readonly className: string;
  readonly file: string;
  /** Sizes as the table has them. */
  readonly size: string;
  readonly onnx: string;
  readonly opset: string;
  readonly measures: Readonly<Partial<Record<OnnxMeasure, string>>>;
  readonly sampleSize: string;
}

export const onnxMeasures = ['Top-1% Accuracy', 'Top-5% Accuracy', 'Accuracy', 'mAP', 'mIOU', 'Mean IoU', 'LFW * accuracy (%)', 'CFP-FF * accuracy (%)', 'CFP-FP * accuracy (%)', 'AgeDB-30 * accuracy (%)', 'Dataset'] as const;
export type OnnxMeasure = (typeof onnxMeasures)[number] | 'Top-1 Error (%)';

const squeezeNet: OnnxPackage = { name: 'SqueezeNet 1.0', className: 'SqueezeNet', file: 'model/squeezenet1.0-9.onnx', size: '5 MB', onnx: '1.4', opset: '9', measures: { 'Top-1% Accuracy': '', 'Top-5% Accuracy': '' }, sampleSize: '11 MB' };

export const onnxPackages: readonly OnnxPackage[] = [
  { name: 'MobileNet v2-7', className: 'MobileNet', file: 'model/mobilenetv2-7.onnx', size: '13.5 MB', onnx: '1.2.1', opset: '7', measures: { 'Top-1% Accuracy': '70.94', 'Top-5% Accuracy': '89.99' }, sampleSize: '14.0 MB' },
  { name: 'ResNet50-fp32', className: 'ResNet', file: 'model/resnet50-v1-12.onnx', size: '97.8 MB', onnx: '1.7.0', opset: '12', measures: { 'Top-1% Accuracy': '74.97', 'Top-5% Accuracy': '92.33' }, sampleSize: '92.0 MB' },
  { name: 'ResNet50-int8', className: 'ResNet', file: 'model/resnet50-v1-12-int8.onnx', size: '24.6 MB', onnx: '1.7.0', opset: '12', measures: { 'Top-1% Accuracy': '74.77', 'Top-5% Accuracy': '92.32' }, sampleSize: '22.3 MB' },
  // The generator read one row twice: equal but for the id.
  squeezeNet,
  squeezeNet,
  { name: 'MNIST-12', className: 'MNIST- Handwritten Digit Recognition', file: 'model/mnist-12.onnx', size: '26 kB', onnx: '1.9', opset: '12', measures: { 'Top-1 Error (%)': '1.1%' }, sampleSize: '26 kB' },
  { name: 'LResNet100E-IR', className: 'ArcFace', file: 'model/arcfaceresnet100-8.onnx', size: '248.9 MB', onnx: '1.3', opset: '8', measures: { 'LFW * accuracy (%)': '99.77', 'CFP-FF * accuracy (%)': '99.83', 'CFP-FP * accuracy (%)': '94.21', 'AgeDB-30 * accuracy (%)': '97.87' }, sampleSize: '226.6 MB' },
  { name: 'googlenet_age_adience', className: 'Age and Gender Classification using Convolutional Neural Networks', file: 'models/age_googlenet.onnx', size: '23 MB', onnx: '1.6', opset: '11', measures: { Dataset: 'Adience' }, sampleSize: 'N/A' },
  { name: 'BERT-Squad', className: 'BERT-Squad', file: 'model/bertsquad-12.onnx', size: '2.28MB', onnx: '1.9', opset: '12', measures: { Accuracy: 'mAP of 0.195' }, sampleSize: '403 MB' },
];
