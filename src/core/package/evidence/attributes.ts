import type { CallAnswer, PackageDetail } from '../../../shared/contract/index.ts';
import { dayText, pluralText } from '../../../shared/text/quantity.ts';
import { numbersOfTables } from '../claims/index.ts';
import { cardWords, type CardWords } from './card-words.ts';

type Attribute = CallAnswer<'packages.evidence'>['attributes'][number];

/** What is looked at. A place that is not there is null. */
export interface Looked {
  readonly detail: PackageDetail;
  readonly card: string | null;
  readonly files: readonly string[] | null;
}

interface Places {
  readonly detail: PackageDetail;
  readonly card: CardWords;
  readonly tableNumbers: number;
  file(pattern: RegExp): readonly string[];
}

interface AttributeRule extends Pick<Attribute, 'id' | 'group' | 'title' | 'rule'> {
  /** Places beside the records in which it may stand. */
  readonly in: readonly ('card' | 'files')[];
  readonly find: (places: Places) => readonly (string | false | null)[];
}

const stated = (label: string, value: string | number | null | undefined): string | false => value !== null && value !== undefined && value !== '' && `${label}: ${typeof value === 'number' ? value.toLocaleString('en') : value}`;
const listed = (label: string, values: readonly string[]): string | false => values.length > 0 && `${label}: ${values.slice(0, 3).join(', ')}${values.length > 3 ? ` and ${values.length - 3} more` : ''}`;

/**
 * The attributes that engineers look for (ICSE'23: Fig. 4 and Table I; domain.md, section 4), each with the places in which it is looked for.
 * The paper asked people and gives no rules: these are ours, and each result shows what it rests on.
 */
const rules: readonly AttributeRule[] = [
  {
    id: 'popularity', group: 'general', title: 'Popularity', in: [],
    rule: 'Downloads, likes or stars are stated.',
    find: ({ detail }) => [stated('downloads', detail.downloads), stated('likes', detail.likes), stated('stars', detail.stars)],
  },
  {
    id: 'quality', group: 'general', title: 'Quality: measured performance', in: ['card'],
    rule: 'Machine-readable claims, or a table of the card with numbers.',
    find: ({ detail, tableNumbers }) => [detail.claims > 0 && pluralText(detail.claims, 'machine-readable claim'), tableNumbers > 0 && `${pluralText(tableNumbers, 'number')} in tables of the card`],
  },
  {
    id: 'maintenance', group: 'general', title: 'Maintenance', in: [],
    rule: 'A history of commits, or a date of the last change.',
    find: ({ detail }) => [detail.repository.commits > 0 && `${pluralText(detail.repository.commits, 'commit')} by ${pluralText(detail.repository.authors, 'author')}`, detail.modified !== null && `last changed ${dayText(detail.modified)}`],
  },
  {
    id: 'dataset', group: 'provenance', title: 'Dataset details', in: ['card'],
    rule: 'Datasets are named, or the card has a heading about data.',
    find: ({ detail, card }) => [listed('datasets', detail.datasets), ...card.heading(/\bdata(?:set)?s?\b|\bcorpus\b|\bcorpora\b/i)],
  },
  {
    id: 'performance-table', group: 'provenance', title: 'Performance table', in: ['card'],
    rule: 'A table of the card with numbers, or claims on a dataset.',
    find: ({ detail, tableNumbers }) => [tableNumbers > 0 && `${pluralText(tableNumbers, 'number')} in tables of the card`, claimedDatasets(detail)],
  },
  {
    id: 'architecture', group: 'provenance', title: 'Architecture details', in: ['card', 'files'],
    rule: 'An architecture is stated, config.json is there, or the card has a heading about it.',
    find: ({ detail, card, file }) => [stated('architecture', detail.architecture), ...file(/(?:^|\/)config\.json$/), ...card.heading(/architecture|model (?:details|structure|specifications?)|technical specifications?/i)],
  },
  {
    id: 'training-logs', group: 'provenance', title: 'Training logs', in: ['files'],
    rule: 'Files that trainers write: TensorBoard events, trainer_state.json, *_results.json, *.log.',
    find: ({ file }) => file(/(?:^|\/)(?:events\.out\.tfevents[^/]*|trainer_state\.json|(?:all|train|eval)_results\.(?:json|txt)|trainer_log\.jsonl|[^/]+\.log)$|^(?:wandb|mlruns)\//),
  },
  {
    id: 'training-hardware', group: 'reproducibility', title: 'Training hardware', in: ['card'],
    rule: 'The card has a heading about hardware, or names devices in a line about training.',
    find: ({ card }) => [...card.heading(/\bhardware\b|compute infrastructure/i), ...card.words(/\b(?:train|fine-?tun)\w*\b[^\n]{0,200}\b(?:GPUs?|TPUs?|[AVHTL]\d{1,3}00?\b|RTX|Tesla|Titan|DGX|cloud TPU)/i)],
  },
  {
    id: 'training-configuration', group: 'reproducibility', title: 'Training configuration', in: ['card', 'files'],
    rule: 'training_args.bin, training scripts or configurations, or a heading about hyperparameters or the training procedure.',
    find: ({ card, file }) => [...file(/(?:^|\/)(?:training_args\.bin|train[^/]{0,40}\.(?:py|sh|ya?ml|json)|[^/]*hyperparam[^/]*|run_[^/]{1,60}\.(?:py|sh))$/i), ...card.heading(/hyper-?parameters?|training (?:procedure|details|configuration|setup|args|arguments)|training$/i)],
  },
  {
    id: 'demo', group: 'reproducibility', title: 'Demo', in: ['card', 'files'],
    rule: 'A notebook, an app, or a link to a demo, a Space or Colab.',
    find: ({ detail, card, file }) => [
      ...detail.facts.filter(([label, value]) => /colab|demo|space/i.test(label) && value !== '').slice(0, 2).map(([label]) => `field ${label}`),
      ...file(/\.ipynb$|(?:^|\/)(?:app|demo)\.py$/i),
      ...card.words(/colab\.research\.google\.com|huggingface\.co\/spaces\/|\bdemo\b/i),
    ],
  },
  {
    id: 'documentation', group: 'reproducibility', title: 'Documentation', in: ['card'],
    rule: 'The card has 50 words or more.',
    find: ({ card }) => [card.length >= 50 && `${card.length} words in the card`],
  },
  {
    id: 'environment', group: 'reproducibility', title: 'Environment', in: ['card', 'files'],
    rule: 'A file of requirements or a container, or a heading about versions or installation.',
    find: ({ card, file }) => [...file(/(?:^|\/)(?:requirements[^/]*\.txt|environment\.ya?ml|conda\.ya?ml|Dockerfile|setup\.py|pyproject\.toml|Pipfile|poetry\.lock|uv\.lock)$/i), ...card.heading(/(?:framework|library|software) versions?|requirements|installation|\binstall\b|environment|dependencies/i)],
  },
  {
    id: 'running-hardware', group: 'portability', title: 'Hardware to run it', in: ['card'],
    rule: 'The card states memory or devices for inference.',
    find: ({ card }) => [...card.heading(/hardware (?:requirements?|and software)|system requirements/i), ...card.words(/\b\d+(?:\.\d+)?\s?(?:GB|GiB)\b[^\n]{0,40}\b(?:V?RAM|memory|GPU)\b|\b(?:V?RAM|GPU memory)\b[^\n]{0,40}\b\d+(?:\.\d+)?\s?(?:GB|GiB)\b|\binference\b[^\n]{0,80}\b(?:CPU|GPU)s?\b/i)],
  },
  {
    id: 'latency', group: 'portability', title: 'Latency', in: ['card'],
    rule: 'The card states a speed: latency, throughput, milliseconds, frames or tokens per second.',
    find: ({ card }) => [...card.heading(/latency|throughput|speed|inference time/i), ...card.words(/\blatency\b|\bthroughput\b|\binference (?:time|speed)\b|\b\d+(?:\.\d+)?\s?(?:ms|fps|tokens?\/s(?:ec)?|it\/s|samples?\/s)\b/i)],
  },
  {
    id: 'quantized', group: 'portability', title: 'Quantised model', in: ['files'],
    rule: 'A quantised model derives from it, it is one, or files, tags or its name say so.',
    find: ({ detail, file }) => [
      detail.derived.rows.some(({ relation }) => relation === 'quantized') && 'quantised models of this mirror derive from it',
      detail.lineage.some(({ relation }) => relation === 'quantized') && 'it is a quantised form of its base',
      listed('tags', detail.tags.filter((tag) => /^(?:gguf|gptq|awq|exl2|int[48]|[48]-bit|quantized|bitsandbytes|openvino)$/i.test(tag))),
      ...file(/(?:^|[._/-])(?:q[2-8](?:_[0-9k][^/]*)?|int[48]|uint8|gptq|awq|8bit|4bit|quantized)(?:[._/-]|$)|\.gguf$/i),
    ],
  },
  {
    id: 'frameworks', group: 'portability', title: 'Framework support', in: ['files'],
    rule: 'A library is stated, or weights lie in a known format.',
    find: ({ detail }) => [stated('library', detail.library), listed('weights formats', detail.formats)],
  },
  {
    id: 'fine-tuning', group: 'portability', title: 'Fine-tuning instructions', in: ['card', 'files'],
    rule: 'The card has a heading about fine-tuning, or there is a script for it.',
    find: ({ card, file }) => [...card.heading(/fine-?tun\w*|transfer learning/i), ...file(/(?:^|\/)[^/]*fine-?_?tun[^/]*\.(?:py|ipynb|sh|md)$/i)],
  },
  {
    id: 'license', group: 'portability', title: 'Licence', in: ['files'],
    rule: 'A licence is stated, or there is a licence file.',
    find: ({ detail, file }) => [stated('licence', detail.license), ...file(/(?:^|\/)(?:licen[cs]e|copying)(?:\.[a-z]{2,4})?$/i)],
  },
  {
    id: 'cost', group: 'portability', title: 'Cost', in: ['card'],
    rule: 'The card states cost, energy or emissions.',
    find: ({ card }) => [...card.heading(/environmental impact|carbon|\bcosts?\b|energy/i), ...card.words(/\bCO2(?:eq?)?\b|\bcarbon emi\w+|\bkWh\b|\bUSD\b|\$\s?\d|\btraining costs?\b/i)],
  },
];

const mostEvidence = 5;
const mostTableNumbers = 2_000;

/** Looks for every attribute in the records, the card and the files of a package. Never one total score: each stands with what it rests on. */
export function lookForAttributes({ detail, card, files }: Looked): readonly Attribute[] {
  const text = card ?? '';
  const places: Places = {
    detail,
    card: cardWords(text),
    tableNumbers: Math.min(mostTableNumbers, numbersOfTables(text).length),
    file: (pattern) => (files ?? []).filter((path) => pattern.test(path)).slice(0, 2).map((path) => `file ${path}`),
  };
  const isHere = { card: card !== null, files: files !== null };
  return rules.map(({ in: wanted, find, ...rule }) => {
    const evidence = find(places).filter((found) => typeof found === 'string').slice(0, mostEvidence);
    const state = evidence.length > 0 ? 'present' : wanted.every((place) => isHere[place]) ? 'missing' : 'unknown';
    return { ...rule, state, evidence };
  });
}

function claimedDatasets({ claimList }: PackageDetail): string | null {
  const datasets = new Set(claimList.flatMap(({ dataset }) => (dataset === null ? [] : [dataset]))).size;
  return datasets === 0 ? null : `claims on ${pluralText(datasets, 'dataset')}`;
}
