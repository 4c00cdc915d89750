import { describe, expect, it } from 'vitest';
import { shortNames, wholeNames } from './names.ts';
import { testNode } from './testing.ts';

const named = (id: string, label: string, more: Partial<Parameters<typeof testNode>[1]> = {}) => testNode(id, { label, kind: id.slice(0, id.indexOf(':')) as 'package', ...more });

describe('shortNames', () => {
  it('leave the owner out but where two of a kind would then have the same name', () => {
    const nodes = [named('package:huggingface/ada/bert#0', 'ada/bert'), named('package:huggingface/eve/bert#0', 'eve/bert'), named('package:huggingface/eve/gpt#0', 'eve/gpt'), named('repository:a/b/c/eve/gpt', 'eve/gpt')];
    expect([...shortNames(nodes).values()]).toEqual(['gpt', 'gpt', 'ada/bert', 'eve/bert']);
  });

  it('tell people of one name by what makes commits theirs, and packages and accounts of one name by hub and record', () => {
    const nodes = [
      named('maintainer:ada@one.example', 'Ada'), named('maintainer:bea@two.example', 'Ada'), named('maintainer:bob@two.example', 'Bob'),
      named('package:huggingface/bert#0', 'bert', { hub: 'huggingface' }), named('package:huggingface/bert#1', 'bert', { hub: 'huggingface' }), named('package:modelzoo/bert#0', 'bert', { hub: 'modelzoo' }),
    ];
    const names = shortNames(nodes);
    expect(nodes.map(({ id }) => names.get(id))).toEqual([
      'Ada (ada)', 'Ada (bea)', 'Bob', 'bert (Hugging Face)', 'bert (Hugging Face, record 2)', 'bert (Model Zoo)',
    ]);
    expect(new Set(names.values()).size).toBe(nodes.length);
  });

  it('of people say so much of an address as tells them apart, and all of it where a cut would not', () => {
    const of = (...addresses: readonly string[]) => [...shortNames(addresses.map((address) => named(`maintainer:${address}`, 'Ada Example')), 30).values()];
    expect(of('76f71d694ea7@a.example', '1e8094ef9c4f@a.example')).toEqual(['Ada Example (76f71d694ea7)', 'Ada Example (1e8094ef9c4f)']);
    expect(of('ada@a.example', 'ada@b.example')).toEqual(['Ada Example (ada@a.example)', 'Ada Example (ada@b.example)']);
  });

  it('are cut at the end, and inside where the ends are what differs', () => {
    const nodes = ['eve/bert-base-multilingual-cased-finetuned-on-german', 'eve/bert-base-multilingual-cased-finetuned-on-polish', 'eve/a-model-of-another-family-altogether'].map((label) => named(`package:huggingface/${label}#0`, label));
    const names = shortNames(nodes, 30);
    expect(nodes.map(({ id }) => names.get(id))).toEqual(['bert-base-mult…uned-on-german', 'bert-base-mult…uned-on-polish', 'a-model-of-another-family-al…']);
  });
});

describe('wholeNames', () => {
  it('are labels, with more for namesakes', () => {
    const nodes = [named('maintainer:Ada <a@one.example>', 'Ada'), named('maintainer:Ada <a@two.example>', 'Ada'), named('package:huggingface/eve/bert#0', 'eve/bert')];
    expect([...wholeNames(nodes).values()]).toEqual(['eve/bert', 'Ada <a@one.example>', 'Ada <a@two.example>']);
  });
});
