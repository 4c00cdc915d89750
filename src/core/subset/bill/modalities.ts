/** What a model of a task takes and gives, as the hub defines its tasks. */
const byTask: Readonly<Record<string, readonly [inputs: readonly string[], outputs: readonly string[]]>> = {
  'audio-classification': [['audio'], ['label']],
  'audio-to-audio': [['audio'], ['audio']],
  'automatic-speech-recognition': [['audio'], ['string']],
  'depth-estimation': [['image'], ['image']],
  'document-question-answering': [['image', 'string'], ['string']],
  'feature-extraction': [['string'], ['vector']],
  'fill-mask': [['string'], ['string']],
  'image-classification': [['image'], ['label']],
  'image-segmentation': [['image'], ['image']],
  'image-to-image': [['image'], ['image']],
  'image-to-text': [['image'], ['string']],
  'object-detection': [['image'], ['bounding box']],
  'question-answering': [['string'], ['string']],
  'sentence-similarity': [['string'], ['number']],
  summarization: [['string'], ['string']],
  'table-question-answering': [['table', 'string'], ['string']],
  'tabular-classification': [['table'], ['label']],
  'tabular-regression': [['table'], ['number']],
  'text-classification': [['string'], ['label']],
  'text-generation': [['string'], ['string']],
  'text-to-audio': [['string'], ['audio']],
  'text-to-image': [['string'], ['image']],
  'text-to-speech': [['string'], ['audio']],
  'text-to-video': [['string'], ['video']],
  'text2text-generation': [['string'], ['string']],
  'time-series-forecasting': [['time-series'], ['time-series']],
  'token-classification': [['string'], ['label']],
  translation: [['string'], ['string']],
  'video-classification': [['video'], ['label']],
  'visual-question-answering': [['image', 'string'], ['string']],
  'voice-activity-detection': [['audio'], ['label']],
  'zero-shot-classification': [['string'], ['label']],
  'zero-shot-image-classification': [['image', 'string'], ['label']],
};

/** Inputs and outputs of a task; null for one that is not among the hubs' own. */
export function modalitiesOf(task: string | null): { readonly inputs: readonly string[]; readonly outputs: readonly string[] } | null {
  const found = task !== null && Object.hasOwn(byTask, task) ? byTask[task] : undefined;
  return found === undefined ? null : { inputs: found[0], outputs: found[1] };
}
