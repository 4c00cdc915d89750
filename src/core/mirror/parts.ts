import { bitOfPart } from '../../shared/domain/parts.ts';

const [weights, configuration, tests, licence] = [bitOfPart('weights'), bitOfPart('configuration'), bitOfPart('tests'), bitOfPart('licence')];

/** Names, in lower case, of files that say how a model is built or run. */
const configurations: ReadonlySet<string> = new Set([
  'config.json', 'config.yaml', 'config.yml', 'model_index.json', 'generation_config.json', 'preprocessor_config.json', 'adapter_config.json',
  'params.json', 'hyperparams.yaml', 'hparams.yaml', 'model_config.json', 'config_sentence_transformers.json', 'config.cfg', 'sentence_bert_config.json',
]);
const licences = /^(?:licen[cs]e|copying)(?:\.[a-z]{2,8}|-[a-z0-9.]{2,12})?$/;
const testNames = /^(?:tests?|test_[^/]*\.(?:py|ipynb|sh)|[^/]*_test\.(?:py|go|cc)|conftest\.py)$/;

/** What a file's name tells of its package, as bits of `fileParts`; `isWeights`: whether a weight format was told from it. */
export function partsOfFile(path: string, isWeights: boolean): number {
  if (isWeights) return weights;
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1).toLowerCase();
  if (configurations.has(name)) return configuration;
  const first = name.charCodeAt(0);
  // `l` and `c` begin licences; everything else is told by the word test in name or folder.
  if ((first === 0x6c || first === 0x63) && licences.test(name)) return licence;
  if (!path.includes('test') && !path.includes('Test')) return 0;
  return testNames.test(name) || path.split('/', 8).some((folder, at, all) => at < all.length - 1 && /^tests?$/i.test(folder)) ? tests : 0;
}
