/** One row of PyTorch Hub; the author is a display name, not an account. */
export interface PytorchHubPackage {
  readonly name: string;
  readonly author: string;
  readonly description: string;
  readonly github: string;
  /** Name of the notebook in PyTorch's own repository. */
  readonly notebook: string;
  readonly demo: string | null;
}

export const pytorchHubPackages: readonly PytorchHubPackage[] = [
  { name: 'YOLOv5', author: 'Ultralytics', description: 'Object detection that exports to ONNX, CoreML and TFLite', github: 'https://github.com/ultralytics/yolov5', notebook: 'ultralytics_yolov5', demo: 'https://huggingface.co/spaces/pytorch/YOLOv5' },
  { name: 'Silero Speech-To-Text Models', author: 'Silero AI Team', description: 'Compact speech-to-text models for several languages', github: 'https://github.com/snakers4/silero-models', notebook: 'snakers4_silero-models_stt', demo: null },
  { name: 'SSD', author: 'NVIDIA', description: 'Single-shot object detection', github: 'https://github.com/NVIDIA/DeepLearningExamples/tree/master/PyTorch/Detection/SSD', notebook: 'nvidia_deeplearningexamples_ssd', demo: 'https://huggingface.co/spaces/pytorch/SSD' },
  { name: 'ntsnet', author: 'Moreno Caraffini and Nicola Landro', description: 'Classifies birds with a navigator, a teacher and a scrutinizer', github: 'https://github.com/nicolalandro/ntsnet-cub200', notebook: 'nicolalandro_ntsnet-cub200_ntsnet', demo: null },
  { name: 'Silero Text-To-Speech Models', author: 'Silero AI Team', description: 'Compact text-to-speech models for several languages', github: 'https://github.com/snakers4/silero-models', notebook: 'snakers4_silero-models_tts', demo: null },
  { name: 'PyTorch-Transformers', author: 'HuggingFace Team', description: 'Well-known transformers in PyTorch', github: 'https://github.com/huggingface/pytorch-transformers.git', notebook: 'huggingface_pytorch-transformers', demo: 'https://huggingface.co/spaces/pytorch/transformers' },
];
