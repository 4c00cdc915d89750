import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Random, seededRandom } from '../../../../test/fixtures/random.ts';
import { op, pickleOf } from '../../../../test/fixtures/weights/pickle.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import { BoundedFile, Budget, bytesSource } from './bytes.ts';
import { examine } from './examine.ts';
import { readZip } from './zip.ts';

const hasPython = spawnSync('python3', ['-c', 'import pickletools, zipfile']).status === 0;
const hasNumpy = hasPython && spawnSync('python3', ['-c', 'import numpy']).status === 0;

/**
 * Writes pickles of many kinds in all protocols, with what Python itself imports when it loads them (`find_class`) and the places of import
 * opcodes that pickletools.genops finds.
 */
const pickles = `
import collections, datetime, decimal, fractions, io, json, os, pathlib, pickle, pickletools, random, sys, uuid
class Recorder(pickle._Unpickler):
    def find_class(self, module, name):
        self.seen.append(module + '.' + name)
        return super().find_class(module, name)
class Plain: pass
def plain(): pass
seed = int(sys.argv[2]); random.seed(seed)
shared = ['s', b'bytes', bytearray(b'more')]
thing = Plain(); thing.self = thing; thing.shared = shared
def tree(depth):
    kind = random.randrange(9 if depth else 6)
    if kind == 0: return random.randrange(-2**70, 2**70)
    if kind == 1: return random.choice(['text', 'caf\\u00e9\\n\\\\ \\'"', 'x' * 300, '', '\\U0001f600'])
    if kind == 2: return random.choice([b'', b'\\x80\\x04', b'y' * 500, random.random()])
    if kind == 3: return random.choice([None, True, False, 1.5, 2 ** 40])
    if kind == 4: return random.choice([datetime.date(2020, 1, 2), decimal.Decimal('1.5'), fractions.Fraction(1, 3), uuid.UUID(int=5), pathlib.PurePosixPath('a')])
    if kind == 5: return random.choice([shared, thing, len, os.path.join, collections.OrderedDict, collections.Counter('abc')])
    if kind == 6: return [tree(depth - 1) for _ in range(random.randrange(5))]
    if kind == 7: return {str(i): tree(depth - 1) for i in range(random.randrange(5))}
    return (tree(depth - 1),) * random.randrange(5)
out = []
for index in range(120):
    value = [tree(4) for _ in range(4)]
    data = pickle.dumps(value, index % 6)
    recorder = Recorder(io.BytesIO(data)); recorder.seen = []; recorder.load()
    places = [place for opcode, _, place in pickletools.genops(data) if opcode.name in ('GLOBAL', 'STACK_GLOBAL', 'INST')]
    name = str(index) + '.pkl'
    open(os.path.join(sys.argv[1], name), 'wb').write(data)
    out.append({'name': name, 'imports': sorted(set(recorder.seen)), 'places': places})
json.dump(out, open(os.path.join(sys.argv[1], 'truth.json'), 'w'))
`;

/**
 * Loads each pickle as pickle.load would, but for imports, which are recorded and give a class that takes anything. What fails, fails: the
 * imports before count.
 */
const record = `
import io, json, os, pickle, sys
class Anything:
    def __new__(cls, *args, **kwargs): return object.__new__(cls)
    def __init__(self, *args, **kwargs): pass
    def __call__(self, *args, **kwargs): return self
    def __setitem__(self, *args): pass
    def append(self, *args): pass
    def extend(self, *args): pass
    def add(self, *args): pass
class Recorder(pickle._Unpickler):
    def find_class(self, module, name):
        self.seen.append(module + '.' + name)
        return Anything
    def persistent_load(self, pid): return Anything()
out = []
for name in sorted(os.listdir(sys.argv[1])):
    if not name.endswith('.pkl'): continue
    recorder = Recorder(open(os.path.join(sys.argv[1], name), 'rb')); recorder.seen = []
    try: recorder.load(); ended = True
    except Exception: ended = False
    out.append({'name': name, 'imports': sorted(set(recorder.seen)), 'ended': ended})
json.dump(out, open(os.path.join(sys.argv[1], 'truth.json'), 'w'))
`;

/** A sequence of opcodes that means nothing but moves names through stack and memo in every way. */
function randomPickle(random: Random): Buffer {
  const name = (): string => random.pick(['os', 'system', 'a', 'b', 'builtins', 'eval']);
  const pushes: readonly [() => Buffer, ...(() => Buffer)[]] = [
    () => op.shortText(name()), () => op.text(name()), () => op.quoted(`\\x${name().charCodeAt(0).toString(16)}${name()}`), () => op.unicode(`\\u00${name().charCodeAt(0).toString(16)}x`), () => op.emptyTuple, () => op.emptyDict,
    () => op.emptyList, () => op.int(random.below(9)), () => op.mark, () => op.global(name(), name()),
  ];
  const moves: readonly [() => Buffer, ...(() => Buffer)[]] = [
    () => op.memoize, () => op.put(random.below(4)), () => op.get(random.below(4)), () => op.duplicate, () => op.pop, () => Buffer.from('1'), () => op.longPut(random.below(6)), () => Buffer.from(`p${random.below(4)}\n`), () => Buffer.from(`g${random.below(4)}\n`),
  ];
  const calls: readonly [() => Buffer, ...(() => Buffer)[]] = [
    () => op.stackGlobal, () => op.stackGlobal, () => op.stackGlobal, () => op.reduce, () => op.build, () => op.object, () => op.newObject, () => op.tuple, () => op.tuple1, () => op.tuple2, () => op.tuple3, () => op.setItem, () => op.setItems, () => op.append,
    () => op.instance(name(), name()), () => op.persistent, () => Buffer.from('l'), () => Buffer.from('d'), () => Buffer.from([0x91]),
  ];
  const parts: Buffer[] = [op.proto(4), ...Array.from({ length: 12 }, () => op.shortText(name()))];
  for (let count = 5 + random.below(40); count > 0; count -= 1) parts.push(random.pick([random.pick(pushes), random.pick(pushes), random.pick(moves), random.pick(moves), random.pick(calls)])());
  return pickleOf(...parts);
}

const archives = `
import json, os, random, sys, zipfile
random.seed(int(sys.argv[2])); out = []
for index in range(30):
    name = str(index) + '.zip'; members = []
    with zipfile.ZipFile(os.path.join(sys.argv[1], name), 'w') as archive:
        for number in range(random.randrange(1, 8)):
            info = zipfile.ZipInfo(random.choice(['a/', 'caf\\u00e9/', '']) + 'm%d' % number)
            info.compress_type = random.choice([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
            with archive.open(info, 'w', force_zip64=random.random() < 0.3) as member: member.write(os.urandom(50) * random.randrange(20))
        archive.comment = random.choice([b'', b'a comment'])
    for info in zipfile.ZipFile(os.path.join(sys.argv[1], name)).infolist(): members.append([info.filename, info.file_size, info.compress_size, info.compress_type, info.header_offset])
    out.append({'name': name, 'members': members})
json.dump(out, open(os.path.join(sys.argv[1], 'truth.json'), 'w'))
`;

const arrays = `
import json, numpy as np, os, sys
out = []
for dtype, title in [('f2', 'F16'), ('f4', 'F32'), ('>f8', 'F64'), ('i1', 'I8'), ('u2', 'U16'), ('i8', 'I64'), ('?', 'BOOL'), ('c8', 'C64')]:
    for shape in [(), (3,), (2, 0, 4), (5, 7)]:
        name = 'a%d' % len(out)
        np.save(os.path.join(sys.argv[1], name + '.npy'), np.zeros(shape, dtype))
        np.savez_compressed(os.path.join(sys.argv[1], name + '.npz'), one=np.zeros(shape, dtype), two=np.ones((300,), dtype))
        out.append({'name': name, 'dtype': title, 'shape': list(shape)})
np.save(os.path.join(sys.argv[1], 'objects.npy'), np.array([{'a': 1}, np.float64(2)], dtype=object), allow_pickle=True)
json.dump(out, open(os.path.join(sys.argv[1], 'truth.json'), 'w'))
`;

describe.skipIf(!hasPython)(`as Python reads it${hasPython ? '' : ' (python3 is not installed)'}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ptmx-python-'));
  const write = <Truth>(script: string): readonly Truth[] => {
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    return run(script);
  };
  const run = <Truth>(script: string): readonly Truth[] => {
    writeFileSync(join(folder, 'write.py'), script);
    execFileSync('python3', [join(folder, 'write.py'), folder, String(seed)]);
    return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as readonly Truth[];
  };
  const look = (name: string) => examine(bytesSource(readFileSync(join(folder, name))), { path: name, has: () => false });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('the imports of pickles of all protocols, and their places', () => {
    for (const { name, imports, places } of write<{ name: string; imports: string[]; places: number[] }>(pickles)) {
      const { report, outcome, reason } = look(name);
      expect({ outcome, reason }, `seed ${seed}, ${name}`).toEqual({ outcome: 'whole', reason: null });
      expect([...new Set((report.code?.imports ?? []).map((found) => found.name))].sort(), `seed ${seed}, ${name}`).toEqual(imports);
      for (const found of report.code?.imports ?? []) expect(places, `seed ${seed}, ${name}, ${found.name}`).toContain(found.offset);
      expect((report.code?.imports ?? []).reduce((sum, { count }) => sum + count, 0), `seed ${seed}, ${name}`).toBe(places.length);
    }
  });

  test('no import of any sequence of opcodes is missed, however it fails', () => {
    const random = seededRandom(seed);
    for (const name of readdirSync(folder)) rmSync(join(folder, name));
    for (let index = 0; index < 2000; index += 1) writeFileSync(join(folder, `${index}.pkl`), randomPickle(random));
    const truth = run<{ name: string; imports: string[]; ended: boolean }>(record);
    expect(truth.filter(({ imports }) => imports.length > 0).length).toBeGreaterThan(200);
    for (const { name, imports, ended } of truth) {
      const { report, outcome } = look(name);
      const label = `seed ${seed}, ${name}: ${readFileSync(join(folder, name)).toString('base64')}`;
      expect((report.code?.imports ?? []).map((found) => found.name), label).toEqual(expect.arrayContaining(imports));
      // What Python loads whole is walked whole.
      expect(!ended || outcome === 'whole', label).toBe(true);
    }
  });

  test('the members of zip archives', () => {
    for (const { name, members } of write<{ name: string; members: unknown[][] }>(archives)) {
      const listing = readZip(new BoundedFile(bytesSource(readFileSync(join(folder, name))), new Budget()));
      expect(listing.members.map((member) => [member.name, member.size, member.compressed, member.method, member.at]), `seed ${seed}, ${name}`).toEqual(members);
      expect(listing.problems.rows.filter((problem) => !problem.includes('comes twice')), `seed ${seed}, ${name}`).toEqual([]);
    }
  });

  test.skipIf(!hasNumpy)(`the headers of arrays${hasNumpy ? '' : ' (numpy is not installed)'}`, () => {
    for (const { name, dtype, shape } of write<{ name: string; dtype: string; shape: number[] }>(arrays)) {
      const single = look(`${name}.npy`);
      expect(single.report.tensors.rows, `${name}.npy`).toMatchObject([{ dtype, shape }]);
      expect({ ...single, report: single.report.problems.rows }, `${name}.npy`).toMatchObject({ outcome: 'whole', report: [] });
      const archive = look(`${name}.npz`);
      expect(archive.report.tensors.rows, `${name}.npz`).toMatchObject([{ name: 'one', dtype, shape }, { name: 'two', dtype, shape: [300] }]);
      expect({ ...archive, report: archive.report.problems.rows }, `${name}.npz`).toMatchObject({ outcome: 'whole', report: [] });
    }
    const objects = look('objects.npy');
    expect(objects.outcome).toBe('whole');
    expect(objects.report.code?.imports.every(({ known }) => known), JSON.stringify(objects.report.code?.imports)).toBe(true);
  });
});
