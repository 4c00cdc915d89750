import { bertCard, card, distilBertCard, flanCard, ggufCard, loraCard, nerCard, sstCard, whisperCard } from './cards.ts';
import { json, largeFileRules, licence, pointerElsewhere, pointerTo } from './clone.ts';
import type { SampleClone } from './clone.ts';
import { commit, edits, merge } from './histories.ts';
import { ada, adaAtWork, adaShouting, bruno, chandra, dilnoza, erik, fatima, goro, hana, ines, kofi, lin, platform, syncBot } from './people.ts';
import { barChart } from './picture.ts';
import { ggufFile, safetensorsFile } from './weights.ts';

const apache = licence('Apache License 2.0', 'https://www.apache.org/licenses/LICENSE-2.0');
const mit = licence('MIT License', 'https://opensource.org/license/mit');
const attributes = { '.gitattributes': largeFileRules };
const remote = (id: string): string => `https://huggingface.co/${id}`;

const bertWeights = safetensorsFile(
  [
    { name: 'bert.embeddings.LayerNorm.weight', shape: [16] },
    { name: 'bert.encoder.layer.0.attention.self.query.weight', shape: [8, 8] },
    { name: 'cls.predictions.bias', shape: [32] },
  ],
  { format: 'pt' },
);

const bertConfig = { architectures: ['BertForMaskedLM'], hidden_size: 768, model_type: 'bert', num_attention_heads: 12, num_hidden_layers: 12, vocab_size: 30522 };

const bert: SampleClone = {
  hub: 'huggingface',
  path: 'huggingface.co/bert-base-uncased',
  remote: remote('bert-base-uncased'),
  packed: true,
  lfsObjects: [bertWeights],
  steps: [
    commit('2020-01-13 09:00', platform, 'initial commit', attributes),
    commit('2020-01-13 09:42 +0100', ada, 'Add weights and configuration', { 'config.json': json({ ...bertConfig, hidden_size: 767 }), 'pytorch_model.bin': pointerElsewhere('bert-base-uncased/pytorch_model.bin', 440_473_133) }),
    commit('2020-01-14 18:20 +0100', ada, 'Fix the hidden size', { 'config.json': json(bertConfig) }),
    commit('2020-03-02 11:05', bruno, 'Add the vocabulary', { 'vocab.txt': '[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nmirror\npackage\n' }, { on: 'vocabulary', from: 'main' }),
    commit('2020-03-02 11:40', bruno, 'Add the tokenizer configuration', { 'tokenizer_config.json': json({ do_lower_case: true, model_max_length: 512 }) }, { on: 'vocabulary' }),
    commit('2020-03-03 08:00 +0530', chandra, 'Add the licence', { LICENSE: apache }),
    merge('2020-03-03 12:00 +0100', ada, 'vocabulary'),
    commit('2020-10-19 14:30', syncBot, 'Update config.json', { 'config.json': json({ ...bertConfig, pad_token_id: 0 }) }),
    commit('2021-05-18 16:07 +0530', chandra, 'Write the model card', { 'README.md': bertCard, 'assets/masking.png': barChart([0.8, 0.1, 0.1]) }, { on: 'card', from: 'main' }),
    commit('2021-05-19 07:30', adaShouting, 'Name the training data\n\nCo-authored-by: Chandra Specimen <chandra@example.net>', { 'training-data.txt': 'bookcorpus\nwikipedia\n' }),
    merge('2021-05-20 10:00 +0100', adaAtWork, 'card', { signed: 'pgp' }),
    commit('2022-11-16 15:15', syncBot, 'Add model.safetensors', { 'model.safetensors': pointerTo(bertWeights) }),
  ],
};

const distilBert: SampleClone = {
  hub: 'huggingface',
  path: 'huggingface.co/distilbert-base-uncased',
  remote: remote('distilbert-base-uncased'),
  packed: true,
  steps: [
    commit('2020-02-07 19:16', platform, 'initial commit', attributes),
    commit('2020-02-07 19:30 -0500', dilnoza, 'Add weights', { 'config.json': json({ architectures: ['DistilBertForMaskedLM'], dim: 768, model_type: 'distilbert', n_layers: 6 }), 'pytorch_model.bin': pointerElsewhere('distilbert-base-uncased/pytorch_model.bin', 267_967_963) }, { signed: 'pgp' }),
    commit('2020-12-11 22:23', ada, 'Add the licence', { LICENSE: apache }, { signed: 'pgp' }),
    commit('2021-08-29 10:00', dilnoza, 'Write the model card', { 'README.md': distilBertCard }, { signed: 'ssh' }),
    commit('2022-05-31 09:08', syncBot, 'Rename the licence file', { LICENSE: null, 'LICENSE.txt': apache }),
  ],
};

const sst: SampleClone = {
  hub: 'huggingface',
  path: 'huggingface.co/distilbert-base-uncased-finetuned-sst-2-english',
  remote: remote('distilbert-base-uncased-finetuned-sst-2-english'),
  steps: [
    commit('2020-02-07 19:17', platform, 'initial commit', attributes),
    commit('2020-02-08 08:00', erik, 'Add weights', { 'config.json': json({ architectures: ['DistilBertForSequenceClassification'], id2label: { 0: 'NEGATIVE', 1: 'POSITIVE' }, model_type: 'distilbert' }), 'pytorch_model.bin': pointerElsewhere('sst-2/pytorch_model.bin', 267_844_284) }),
    ...edits('2021-02-09', [erik, adaAtWork], 'map.jpeg.txt', ['Scores by country', 'France: 0.89', 'Afghanistan: 0.08']),
    commit('2022-07-22 08:04', adaAtWork, 'Write the model card', { 'README.md': sstCard }),
  ],
};

const ner: SampleClone = {
  hub: 'huggingface',
  path: 'dslim/bert-base-NER',
  remote: remote('dslim/bert-base-NER'),
  steps: [
    commit('2020-12-11 21:30', platform, 'initial commit', attributes),
    commit('2020-12-11 21:40', bruno, 'Add weights', { 'config.json': json({ ...bertConfig, architectures: ['BertForTokenClassification'] }), 'pytorch_model.bin': pointerElsewhere('dslim/bert-base-NER/pytorch_model.bin', 433_316_646) }),
    commit('2021-09-05 18:00 +0900', goro, 'モデルカードを追加', { 'README.md': nerCard }),
    commit('2023-05-09 16:36 +0900', goro, 'Add the licence', { LICENSE: mit }),
  ],
};

const flan: SampleClone = {
  hub: 'huggingface',
  path: 'google/flan-t5-small',
  remote: remote('google/flan-t5-small'),
  packed: true,
  steps: [
    commit('2022-10-21 09:59', platform, 'initial commit', attributes),
    commit('2022-10-21 10:21', fatima, 'Upload T5ForConditionalGeneration', { 'config.json': json({ architectures: ['T5ForConditionalGeneration'], d_model: 512, model_type: 't5' }), 'pytorch_model.bin': pointerElsewhere('google/flan-t5-small/pytorch_model.bin', 307_867_048) }, { signed: 'ssh' }),
    commit('2022-10-24 12:00', ada, 'Write the model card', { 'README.md': flanCard }, { signed: 'ssh', committer: fatima }),
    commit('2023-01-24 15:11', syncBot, 'Add generation_config.json', { 'generation_config.json': json({ decoder_start_token_id: 0, eos_token_id: 1 }) }),
  ],
};

/** Two roots: the weights came from a repository of their own. */
const whisper: SampleClone = {
  hub: 'huggingface',
  path: 'openai/whisper-tiny',
  remote: remote('openai/whisper-tiny'),
  steps: [
    commit('2022-09-26 06:50', platform, 'initial commit', attributes),
    commit('2022-09-26 07:10 +0200', hana, 'Add the configuration', { 'config.json': json({ architectures: ['WhisperForConditionalGeneration'], model_type: 'whisper' }) }),
    commit('2022-09-20 13:00 +0100', ines, 'Converted weights', { 'pytorch_model.bin': pointerElsewhere('openai/whisper-tiny/pytorch_model.bin', 151_095_027) }, { on: 'weights' }),
    commit('2022-09-21 13:00 +0100', ines, 'Add the preprocessor', { 'preprocessor_config.json': json({ feature_size: 80, sampling_rate: 16_000 }) }, { on: 'weights' }),
    merge('2022-09-27 09:00 +0200', hana, 'weights'),
    commit('2022-12-05 19:00 +0200', hana, 'Write the model card', { 'README.md': whisperCard }),
  ],
};

const adapterWeights = safetensorsFile(
  [
    { name: 'base_model.model.model.layers.0.self_attn.q_proj.lora_A.weight', shape: [4, 8] },
    { name: 'base_model.model.model.layers.0.self_attn.q_proj.lora_B.weight', shape: [8, 4] },
  ],
  { format: 'pt', base: 'decapoda-research/llama-7b-hf' },
);

const lora: SampleClone = {
  hub: 'huggingface',
  path: 'tloen/alpaca-lora-7b',
  remote: remote('tloen/alpaca-lora-7b'),
  steps: [
    commit('2023-03-14 23:00 -0700', platform, 'initial commit', { '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n' }),
    commit('2023-03-15 00:10 -0700', lin, 'Upload the adapter', { 'README.md': loraCard, 'adapter_config.json': json({ base_model_name_or_path: 'decapoda-research/llama-7b-hf', peft_type: 'LORA', r: 16 }), 'adapter_model.safetensors': adapterWeights }, { signed: 'ssh' }),
  ],
};

const llamaKeys = { 'general.architecture': 'llama', 'general.name': 'Llama 2 7B sample', 'general.file_type': 0, 'llama.context_length': 4096, 'llama.block_count': 32, 'tokenizer.ggml.model': 'llama', 'tokenizer.ggml.tokens': ['<unk>', '<s>', '</s>'] };

const llamaGguf: SampleClone = {
  hub: 'huggingface',
  path: 'TheBloke/Llama-2-7B-GGUF',
  remote: remote('TheBloke/Llama-2-7B-GGUF'),
  steps: [
    commit('2023-09-04 15:53', platform, 'initial commit', { '.gitattributes': '*.Q4_K_M.gguf filter=lfs diff=lfs merge=lfs -text\n' }),
    commit('2023-09-04 16:38 +0100', kofi, 'GGUF models, initial upload', { 'config.json': json({ model_type: 'llama' }), 'llama-2-7b.Q2_K.gguf': ggufFile([{ name: 'token_embd.weight', shape: [8, 4] }, { name: 'output_norm.weight', shape: [8] }], llamaKeys), 'llama-2-7b.Q4_K_M.gguf': pointerElsewhere('llama-2-7b.Q4_K_M.gguf', 4_081_004_224) }),
    commit('2023-09-05 08:00 +0100', kofi, 'Write the model card', { 'README.md': ggufCard, 'Notice.txt': 'Llama 2 is licensed under the LLAMA 2 Community License.\n' }),
    commit('2023-10-14 12:00', syncBot, 'Upload README.md', { 'README.md': `${ggufCard}\nUpdated by the synchronisation job.\n` }),
  ],
};

/** HEAD names a commit that is not in the object store, as after a clone that was cut off. */
const brokenMiniLm: SampleClone = {
  hub: 'huggingface',
  path: 'sentence-transformers/all-MiniLM-L6-v2',
  remote: remote('sentence-transformers/all-MiniLM-L6-v2'),
  missing: ['HEAD'],
  steps: [
    commit('2021-08-30 08:31', platform, 'initial commit', attributes),
    commit('2021-08-30 08:40', chandra, 'Add weights', { 'config.json': json({ ...bertConfig, hidden_size: 384, num_hidden_layers: 6 }), 'pytorch_model.bin': pointerElsewhere('all-MiniLM-L6-v2', 90_888_945) }),
    commit('2022-11-07 08:44', chandra, 'Write the model card', { 'README.md': card({ front: ['license: apache-2.0'], title: 'all-MiniLM-L6-v2', paragraphs: ['Maps sentences to 384 numbers.'] }) }),
  ],
};

/** No record names this clone; its only card is the front matter, and one blob is missing. */
const unlisted: SampleClone = {
  hub: 'huggingface',
  path: 'sample-lab/unlisted-tagger',
  remote: remote('sample-lab/unlisted-tagger'),
  missing: ['notes.txt'],
  steps: [
    commit('2022-04-01 08:00', platform, 'initial commit', attributes),
    commit('2022-04-01 08:30 +0100', ines, 'First version', { 'README.md': card({ front: ['license: cc-by-4.0', 'language: pt', 'pipeline_tag: token-classification', 'base_model: bert-base-uncased', 'library_name: transformers'], title: 'Unlisted tagger', paragraphs: ['A tagger that no record of this mirror names.'] }), 'config.json': json({ ...bertConfig, architectures: ['BertForTokenClassification'] }), 'notes.txt': 'This text is missing from the object store.\n' }),
  ],
};

export const huggingFaceClones: readonly SampleClone[] = [bert, distilBert, sst, ner, flan, whisper, lora, llamaGguf, brokenMiniLm, unlisted];
