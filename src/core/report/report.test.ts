import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMeasures } from '../measures/index.ts';
import { prepareExport } from '../subset/index.ts';
import { exportTo, hasPython, openMirror, python, workFolder, writeFiles, type OpenMirror } from '../subset/testing.ts';

const work = workFolder();
let mirror: OpenMirror;

const evil = '</style></svg><script>alert(1)</script><img src=x onerror=alert(1)>';
const hostile = [
  { modelId: `${evil}/a`, author: `"onload="alert(1)${evil}`, pipeline_tag: evil, tags: [evil, `dataset:${evil}`], cardData: { license: evil, datasets: [evil] }, config: { model_type: evil }, library_name: evil, downloads: 9 },
  { modelId: 'nul\0and\u202ertl/b', author: 'nul\0and\u202ertl', pipeline_tag: '\u202egnp.exe', cardData: { base_model: `${evil}/a`, license: 'javascript:alert(1)' } },
  { modelId: 'emoji\u{1f917}/\u05e9', author: 'emoji\u{1f917}', cardData: { base_model: 'nul\0and\u202ertl/b', license: '&amp;<!--' }, config: { model_type: ']]>' } },
  ...Array.from({ length: 30 }, (_, at) => ({ modelId: `acme/m${at}`, author: 'acme', pipeline_tag: 'fill-mask', cardData: { license: 'mit', base_model: at > 0 ? 'acme/m0' : undefined } })),
];

beforeAll(async () => {
  writeFiles(join(work.path, 'mirror'), { 'data/huggingface/json/metadata/hf_metadata.json': JSON.stringify(hostile) });
  mirror = await openMirror(join(work.path, 'index.db'), join(work.path, 'mirror'));
  await prepareExport('report');
});
afterAll(() => {
  mirror.close();
  work.remove();
});

let files = 0;
function write(options: Partial<Parameters<typeof exportTo>[2]> = {}): string {
  files += 1;
  const path = join(work.path, `${files}.html`);
  exportTo(path, mirror, { format: 'report', ...options });
  return path;
}

const readHtml = `
import json, sys
from html.parser import HTMLParser
class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.addresses, self.text, self.style, self.inside = {}, {}, [], [], "", []
        self.policy = None
    def handle_starttag(self, tag, attributes):
        self.tags[tag] = self.tags.get(tag, 0) + 1
        self.inside.append(tag)
        for name, value in attributes:
            self.attributes[name] = self.attributes.get(name, 0) + 1
            if name in ("href", "src", "xlink:href", "action", "data"): self.addresses.append(value)
        if dict(attributes).get("http-equiv") == "Content-Security-Policy": self.policy = dict(attributes)["content"]
    def handle_data(self, data):
        if self.inside and self.inside[-1] == "style": self.style += data
        else: self.text.append(data)
    def handle_endtag(self, tag):
        if self.inside and self.inside[-1] == "meta": self.inside.pop()
        if self.inside: self.inside.pop()
reader = Reader()
reader.feed(open(sys.argv[1], encoding="utf-8", newline="").read())
print(json.dumps({"tags": reader.tags, "attributes": reader.attributes, "addresses": reader.addresses, "text": "\\n".join(reader.text), "style": reader.style, "policy": reader.policy}))`;

interface Read {
  readonly tags: Readonly<Record<string, number>>;
  readonly attributes: Readonly<Record<string, number>>;
  readonly addresses: readonly string[];
  readonly text: string;
  readonly style: string;
  readonly policy: string;
}

describe.skipIf(!hasPython)("read back with Python's HTML parser (skipped without python3)", () => {
  const read = (path: string): Read => JSON.parse(python(readHtml, path)) as Read;

  test('hostile names and values are text: no element, attribute or address comes from them', () => {
    const { tags, attributes, addresses, text, style, policy } = read(write());
    expect(Object.keys(tags).filter((tag) => /^(script|img|iframe|object|embed|link|base|form|input|a?udio|video|foreignobject|use|animate|set)$/.test(tag))).toEqual([]);
    expect(Object.keys(attributes).filter((name) => name.startsWith('on') || name === 'style' || name === 'src')).toEqual([]);
    expect(addresses.filter((address) => !/^#[\w-]+$/.test(address))).toEqual([]);
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).not.toMatch(/[\0\u202e]/);
    expect(tags['style']).toBe(1);
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'`);
  });

  test('it tells what it is about, and every measure with rule and denominator', () => {
    const { text, tags } = read(write({ selection: { kind: 'query', query: 'license:mit' } }));
    expect(text).toContain('Report on 30 packages');
    expect(text).toContain('license:mit');
    expect(text).toMatch(/30 of 33 in the mirror: Hugging Face 30/);
    for (const title of ["Maintainers' reach", 'Direct reach', 'Owner reach', 'Transitive reach']) expect(text).toContain(title);
    for (const { title, rule, source, denominator, missing } of listMeasures()) for (const words of [title, rule, source, denominator, missing]) expect(text).toContain(words);
    expect(tags['svg']).toBeGreaterThan(5);
  });
});

test('packages picked by hand are measured as those of a search, and the same selection is the same bytes', () => {
  const keys = Array.from({ length: 30 }, (_, at) => ({ hub: 'huggingface' as const, name: `acme/m${at}`, ordinal: 0 }));
  const picked = readFileSync(write({ selection: { kind: 'list', packages: keys } }), 'utf8');
  const searched = readFileSync(write({ selection: { kind: 'query', query: 'license:mit' } }), 'utf8');
  const within = (page: string): string => page.slice(page.indexOf('<main>')).replaceAll('subset:&quot;packages picked for this report&quot;', 'license:mit');
  expect(within(picked)).toBe(within(searched));
  expect(readFileSync(write({ selection: { kind: 'query', query: 'license:mit' } }), 'utf8')).toBe(searched);
});

test('an empty selection is refused, and a wish to stop leaves nothing', () => {
  expect(() => write({ selection: { kind: 'query', query: 'license:apache-2.0' } })).toThrow(/no package/);
  const path = join(work.path, 'stopped.html');
  expect(() => exportTo(path, mirror, { format: 'report' }, { progress: () => undefined, isCancelled: () => true })).toThrow(/cancel/i);
  expect(() => readFileSync(path)).toThrow(/ENOENT/);
});
