/** Model cards of the sample clones, written for the sample from public facts about the models. */

const fence = '```';

export const bertCard = `---
language: en
license: apache-2.0
tags:
- exbert
datasets:
- bookcorpus
- wikipedia
---

# BERT base, uncased

A bidirectional encoder for English, trained by filling in masked words and by telling whether two passages follow each
other. Letters are lower-cased before anything else, so *english* and *English* are the same word to it.

![Share of tokens by treatment](assets/masking.png)

## Model description

| Property | Value |
| --- | ---: |
| Layers | 12 |
| Hidden size | 768 |
| Attention heads | 12 |
| Parameters | 110 M |

15 % of the tokens are chosen; of these 80 % become \`[MASK]\`, 10 % another word and 10 % stay as they are. The method is
described in [the paper](https://arxiv.org/abs/1810.04805).

## How to use

${fence}python
from transformers import pipeline

unmasker = pipeline("fill-mask", model="bert-base-uncased")
unmasker("A mirror holds many [MASK].")
${fence}

## Limitations and bias

The model completes sentences as its training text would: occupations, for one, follow stereotypes. Check the effect on
your own data before relying on it.

## Training data

BookCorpus (about 11,000 unpublished books) and the text of English Wikipedia, without lists, tables and headings.

## Evaluation results

| Task | MNLI | QQP | QNLI | SST-2 | CoLA | STS-B | MRPC | RTE |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Score | 84.6 | 71.2 | 90.5 | 93.5 | 52.1 | 85.8 | 88.9 | 66.4 |

<a href="https://example.org/exbert?model=bert-base-uncased">
  <img width="120" src="https://example.org/buttons/exbert.png" alt="Remote button: stays unloaded">
</a>
<script>document.title = 'A card must not run scripts';</script>
`;

export const distilBertCard = `---
language: en
license: apache-2.0
base_model: bert-base-uncased
datasets:
- bookcorpus
- wikipedia
---

# DistilBERT base, uncased

A smaller student of [bert-base-uncased](https://huggingface.co/bert-base-uncased): six layers in place of twelve, 40 %
fewer parameters, and about 60 % faster.

## Intended uses

- fill in a masked word,
- be fine-tuned for classification, tagging or question answering.

> It was not made for generating text.

## Training

1. The student starts from every second layer of its teacher.
2. Its loss adds the teacher's soft targets, masked words and the angle between hidden states.
`;

export const sstCard = `---
language: en
license: apache-2.0
base_model: distilbert-base-uncased
datasets:
- sst2
- glue
model-index:
- name: distilbert-base-uncased-finetuned-sst-2-english
  results:
  - task:
      type: text-classification
      name: Text Classification
    dataset:
      name: glue
      type: glue
      config: sst2
      split: validation
    metrics:
    - name: Accuracy
      type: accuracy
      value: 0.9105504587155964
    - name: Precision
      type: precision
      value: 0.8978260869565218
---

# DistilBERT fine-tuned on SST-2

Tells whether an English sentence is positive or negative.

## Evaluation

The accuracy on the validation split is **91.3** (BERT base: 92.7). The machine-readable block above states 91.06: the two
figures differ, as they do on many cards.

## Limitations

"This film was filmed in France" and the same sentence with other countries receive very different scores.

## How to use

${fence}python
from transformers import pipeline
pipeline("text-classification")("A mirror that can be searched.")
${fence}

## Training

| Setting | Value |
| --- | --- |
| Learning rate | 1e-5 |
| Batch size | 32 |
| Epochs | 3 |
`;

interface CardText {
  /** Lines of YAML between the dashes. */
  readonly front: readonly string[];
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A short card: front matter, one heading, paragraphs. */
export function card({ front, title, paragraphs }: CardText): string {
  const matter = front.length === 0 ? '' : `---\n${front.join('\n')}\n---\n\n`;
  return `${matter}# ${title}\n\n${paragraphs.join('\n\n')}\n`;
}

export const nerCard = card({
  front: ['language: en', 'license: mit', 'datasets:', '- conll2003'],
  title: 'BERT base for named entities',
  paragraphs: [
    'Marks persons, organisations, locations and other names in English text. It starts from BERT base and was trained on CoNLL-2003.',
    '## Limitations',
    'The training text is news of 1996 and 1997; other kinds of text may come out worse. Parts of words are marked now and then.',
    '## Evaluation\n\n| Metric | Dev | Test |\n| --- | --- | --- |\n| F1 | 95.1 | 91.3 |',
  ],
});

export const flanCard = card({
  front: ['language:', '- en', '- fr', '- ro', '- de', '- multilingual', 'license: apache-2.0', 'base_model: google/t5-v1_1-small', 'tags:', '- text2text-generation', 'datasets:', '- svakulenk0/qrecc', '- taskmaster2', '- djaym7/wiki_dialog'],
  title: 'FLAN-T5 small',
  paragraphs: ['T5 with 80 million parameters, trained further on more than a thousand tasks phrased as instructions.', '## Uses', 'Answering, translating and reasoning in a few words, without examples.', '## Risks', 'It was not tested in real applications.'],
});

export const whisperCard = card({
  front: ['language:', '- en', '- zh', '- de', '- "no"', 'license: apache-2.0', 'tags:', '- audio', '- automatic-speech-recognition'],
  title: 'Whisper tiny',
  paragraphs: ['The smallest of five models that write down speech in 99 languages: 39 million parameters.', '## Training data', '680,000 hours of recordings with transcripts found on the web.', '## Limitations', 'It may write sentences that nobody said.'],
});

export const loraCard = card({
  front: ['license: mit', 'base_model: decapoda-research/llama-7b-hf', 'base_model_relation: adapter', 'library_name: peft', 'datasets:', '- yahma/alpaca-cleaned'],
  title: 'Alpaca LoRA 7B',
  paragraphs: ['A low-rank adapter for LLaMA 7B, trained to follow instructions on the cleaned Alpaca data set.', '## Training\n\n```\nrank = 16\ntarget modules = q_proj, k_proj, v_proj, o_proj\n```'],
});

export const ggufCard = card({
  front: ['license: llama2', 'base_model: meta-llama/Llama-2-7b-hf', 'base_model_relation: quantized', 'pipeline_tag: text-generation', 'inference: false'],
  title: 'Llama 2 7B in GGUF',
  paragraphs: ['The 7-billion-parameter Llama 2 at several precisions.', '| File | Bits | Use |\n| --- | ---: | --- |\n| `llama-2-7b.Q2_K.gguf` | 2 | smallest, much is lost |\n| `llama-2-7b.Q4_K_M.gguf` | 4 | balanced |'],
});
