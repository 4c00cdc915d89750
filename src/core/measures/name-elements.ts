import { nameKey } from '../package/index.ts';
import { type ReadDatabase, termKinds } from '../index/index.ts';
import { prepare, remember } from '../query/index.ts';

/** What a part of a package's name can tell. Their order is that of the bits. */
export const nameElements = [
  { key: 'architecture', label: 'Architecture', rule: 'one or two parts together are an architecture of this mirror' },
  { key: 'size', label: 'Size', rule: 'base, large, 7b, 350m and the like' },
  { key: 'dataset', label: 'Dataset', rule: 'one or two parts together are a dataset of this mirror, of three letters or more' },
  { key: 'task', label: 'Task', rule: 'the parts hold the words of a task, or a usual short form: ner, qa, asr, mnli, sentiment' },
  { key: 'language', label: 'Language', rule: 'a language code of this mirror in a part of its own, or a language’s English name' },
  { key: 'training', label: 'Way of training', rule: 'cased, finetuned, distilled, instruct, lora and the like' },
  { key: 'version', label: 'Version', rule: 'v and a number' },
  { key: 'format', label: 'Format or precision', rule: 'gguf, onnx, int8, fp16 and the like' },
] as const;

export type NameElement = (typeof nameElements)[number]['key'];

const size = /^(?:nano|tiny|mini|small|medium|base|large|big|huge|giant|xs|xl|xxl|xxs|\d+(?:\.\d+)?[mbkt]|\d+x\d+b|[lms]\d{1,3}|h\d{3,4})$/;
const training = /^(?:un?cased|cased|fine-?tuned?|finetuning|ft|distil(?:led|lation)?|pretrained|pt|sft|dpo|rlhf|ppo|lora|qlora|adapter|instruct|it|chat|mlm|wwm|supervised|unsupervised|pruned|sparse|quantized|scratch|merged?|slerp)$/;
const version = /^v\d+(?:\.\d+){0,3}$/;
const format = /^(?:gguf|ggml|gptq|awq|exl2|onnx|openvino|tflite|coreml|int[48]|fp(?:16|32|8)|bf16|q[2-8](?:_[0-9k]+)?|[48]bit|mlx|safetensors|pytorch|tf|flax|jax)$/;
const shortTasks: ReadonlySet<string> = new Set([
  'ner', 'pos', 'qa', 'asr', 'tts', 'nli', 'mnli', 'sst2', 'mt', 'ocr', 'sentiment', 'emotion', 'emotions', 'summarization', 'summarizer', 'translation', 'translator', 'classifier', 'classification', 'generation', 'generator', 'detection', 'segmentation',
  'embedding', 'embeddings', 'reranker', 'paraphrase', 'similarity', 'dialogue', 'conversational', 'captioning', 'diffusion', 'toxicity', 'hate', 'questiongeneration', 'squad', 'retrieval', 'cola', 'stsb',
]);
const languageNames: ReadonlySet<string> = new Set([
  'arabic', 'bengali', 'chinese', 'czech', 'danish', 'dutch', 'english', 'finnish', 'french', 'german', 'greek', 'hebrew', 'hindi', 'hungarian', 'indonesian', 'italian', 'japanese', 'korean', 'multilingual', 'norwegian', 'persian', 'polish', 'portuguese',
  'romanian', 'russian', 'spanish', 'swahili', 'swedish', 'thai', 'turkish', 'ukrainian', 'urdu', 'vietnamese',
]);

/** Bits of the elements. */
const bitOf = Object.fromEntries(nameElements.map(({ key }, bit) => [key, 1 << bit])) as Readonly<Record<NameElement, number>>;

interface Vocabulary {
  /** What a part, or two together, tell by their letters and digits: architecture, dataset and task, as bits. */
  readonly words: ReadonlyMap<string, number>;
  readonly languages: ReadonlySet<string>;
}

const ascii = /^[\0-\x7f]*$/;

/** The parts of a short name, in lower case: `bert-base_uncased.v2` has four. */
function partsOfName(shortName: string): readonly string[] {
  const name = shortName.slice(0, 256).toLowerCase();
  return name.split(ascii.test(name) ? /[^a-z0-9.]+|\.(?![0-9])/ : /[^\p{L}\p{N}.]+|\.(?!\d)/u).filter((part) => part !== '');
}

interface Part {
  readonly key: string;
  readonly bits: number;
}

/** Most names are made of a few thousand parts; a hostile mirror may have any number. */
const mostParts = 100_000;

/** Which elements a short name has, as bits in the order of `nameElements`. */
export function elementReader(database: ReadDatabase): (shortName: string) => number {
  const known = vocabularyOf(database);
  const read = new Map<string, Part>();
  const partOf = (text: string): Part => {
    const before = read.get(text);
    if (before !== undefined) return before;
    const key = nameKey(text);
    const part = { key, bits: (known.words.get(key) ?? 0) | bitsOfPart(text, known) };
    if (read.size < mostParts) read.set(text, part);
    return part;
  };
  return (shortName) => {
    const parts = partsOfName(shortName).map(partOf);
    let found = 0;
    for (let at = 0; at < parts.length; at += 1) {
      const part = parts[at] as Part;
      const next = parts[at + 1];
      found |= part.bits;
      if (next !== undefined) found |= known.words.get(part.key + next.key) ?? 0;
    }
    return found;
  };
}

function bitsOfPart(part: string, { languages }: Vocabulary): number {
  return (
    (languages.has(part) || languageNames.has(part) ? bitOf.language : 0) | (size.test(part) ? bitOf.size : 0) | (training.test(part) ? bitOf.training : 0) |
    (version.test(part) ? bitOf.version : 0) | (format.test(part) ? bitOf.format : 0)
  );
}

/** Shorter names of datasets stand in too many names by chance. */
const shortestDataset = 3;

function vocabularyOf(database: ReadDatabase): Vocabulary {
  return remember(database, 'name vocabulary', () => {
    const texts = (kind: keyof typeof termKinds): readonly string[] => prepare<[number], { text: string }>(database, 'SELECT text FROM term WHERE kind = ? AND live()').all(termKinds[kind]).map(({ text }) => text);
    const keys = (kind: keyof typeof termKinds, least: number): readonly string[] => texts(kind).map((text) => nameKey(text.slice(text.lastIndexOf('/') + 1))).filter((key) => key.length >= least && !/^\d+$/.test(key));
    const words = new Map<string, number>();
    const add = (list: Iterable<string>, bit: number): void => {
      for (const word of list) words.set(word, (words.get(word) ?? 0) | bit);
    };
    add(keys('architecture', 2), bitOf.architecture);
    add(keys('dataset', shortestDataset), bitOf.dataset);
    add(shortTasks, bitOf.task);
    return { words, languages: new Set(texts('language').map((text) => text.toLowerCase()).filter((text) => /^[a-z]{2,3}$/.test(text))) };
  });
}
