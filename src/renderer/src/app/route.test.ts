import { beforeAll, describe, expect, it, vi } from 'vitest';
import { hubIds } from '../../../shared/domain/index.ts';
import { maximumLength } from '../../../shared/search/index.ts';
import { randomFrom, type Random } from '../../../shared/search/testing-random.ts';
import { seed } from '../../../../test/fixtures/seed.ts';
import type { ReadLink } from './link.ts';
import { allMeasures } from './measure-route.ts';
import type { Route } from './route.ts';

let parseRoute: (hash: string) => Route;
let printRoute: (route: Route) => string;
let readLink: (text: string) => ReadLink;
let printLink: (route: Route) => string;
let followAddress: () => () => void;
let useRoute: { readonly getState: () => { readonly route: Route } };

beforeAll(async () => {
  vi.stubGlobal('location', { hash: '' });
  ({ parseRoute, printRoute, followAddress, useRoute } = await import('./route.ts'));
  ({ readLink, printLink } = await import('./link.ts'));
});

it('follows an address that changed before anything listened to it', () => {
  vi.stubGlobal('addEventListener', () => undefined);
  expect(useRoute.getState().route).toEqual({ view: 'overview' });
  location.hash = '#/models?q=bert';
  followAddress();
  expect(useRoute.getState().route).toEqual({ view: 'models', query: 'bert' });
});

const routes: readonly Route[] = [
  { view: 'overview' },
  { view: 'models', query: '' },
  { view: 'models', query: 'task:"fill mask" -license:mit & 50% #1 sort:-downloads' },
  { view: 'package', package: { hub: 'huggingface', name: 'org/näme.git', ordinal: 0 }, tab: 'overview' },
  { view: 'package', package: { hub: 'onnxmodelzoo', name: 'a/../b?c#d%2F 😀', ordinal: 3 }, tab: 'history' },
  { view: 'package', package: { hub: 'huggingface', name: 'org/model', ordinal: 1 }, tab: 'history', commit: '0123456789abcdef0123456789abcdef01234567' },
  { view: 'package', package: { hub: 'huggingface', name: 'org/name', ordinal: 1 }, tab: 'files', file: { path: 'a b/ä#?.json', commit: null } },
  { view: 'package', package: { hub: 'huggingface', name: 'org/name', ordinal: 0 }, tab: 'files', file: { path: null, commit: 'tags/v1.0' } },
  { view: 'reach', kind: 'direct', hub: null, maintainer: null },
  { view: 'reach', kind: 'owner', hub: 'modelzoo', maintainer: 'huggingface/some one' },
  { view: 'reach', kind: 'transitive', hub: null, maintainer: 'huggingface/google', picture: { view: 'map' } },
  { view: 'reach', kind: 'direct', hub: null, maintainer: null, picture: { view: 'lineage', node: 'package:huggingface/org/mödel & co?#0', up: 0, down: 7 } },
  { view: 'reach', kind: 'direct', hub: null, maintainer: null, picture: { view: 'paths', from: 'maintainer:a@x.org', to: 'missing:gone/base' } },
  { view: 'reach', kind: 'owner', hub: null, maintainer: null, picture: { view: 'what-if', nodes: ['owner:huggingface/a', 'package:huggingface/b#1'], event: 'lost' } },
  {
    view: 'reach', kind: 'direct', hub: 'modelhub', maintainer: 'a@x.org', picture: { view: 'together', node: null },
    rules: { query: 'license:mit & x', key: 'both', role: 'either', holder: 'committed', dependencies: { relations: ['adapter'], dataset: true, architecture: false, repository: true } },
  },
  { view: 'problems', hub: 'modelhub', code: 'bad-json', file: null },
  { view: 'problems', hub: null, code: null, file: 'data/modelzoo/json/ä & b?.json' },
  { view: 'notes', text: '', tag: null, gone: false },
  { view: 'notes', text: 'größe & #1', tag: 'to do / 50%', gone: true },
  { view: 'export', query: 'hub:modelhub', picked: false },
  { view: 'export', query: '', picked: true },
  { view: 'compare', packages: [{ hub: 'huggingface', name: 'a/b c#1', ordinal: 0 }, { hub: 'onnxmodelzoo', name: 'AlexNet', ordinal: 3 }] },
  { view: 'choosing', decision: null, stage: null },
  { view: 'choosing', decision: '0123456789abcdef', stage: null },
  { view: 'choosing', decision: '0123456789abcdef', stage: 'evaluation' },
  { view: 'compare', packages: [{ hub: 'huggingface', name: 'a/b', ordinal: 0 }], commits: { from: 'tags/v1 & co', to: 'HEAD' } },
];

describe('routes', () => {
  it.each(routes)('comes back from its address: %o', (route) => {
    expect(parseRoute(printRoute(route))).toEqual(route);
  });

  it('keeps the longest search whole, as a selection of measures and beside it', () => {
    const query = 'x'.repeat(maximumLength);
    const route: Route = { ...allMeasures, measure: 'signed', query, versus: { kind: 'selection', query } };
    expect(parseRoute(printRoute(route))).toEqual(route);
  });

  it.each(['', '#', '#/nothing', '#/package/elsewhere/name', '#/package/huggingface'])('leads %s to the overview', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'overview' });
  });

  it.each(['picture=tree', 'picture=paths&from=maintainer%3Aa', 'picture=elsewhere&node=maintainer%3Aa', 'key=phone&ties=x&holder=1'])('leaves out of Reach what %s does not say', (parameters) => {
    expect(parseRoute(`#/reach/direct?${parameters}`)).toEqual({ view: 'reach', kind: 'direct', hub: null, maintainer: null });
  });

  it('keeps what it can of a bad address', () => {
    expect(parseRoute('#/package/huggingface/%E0%A4%A/none?n=-4')).toEqual({
      view: 'package',
      package: { hub: 'huggingface', name: '%E0%A4%A', ordinal: 0 },
      tab: 'overview',
    });
  });
});

const pieces = ['a', 'Ä', '/', '..', '?', '#', '&', '=', '%', '%2F', '%E0%A4', '+', ' ', '"', '<', "'", ':', ';', '\0', '\n', '😀', '日本', 'q=', 'sort:-name', 'huggingface', '\ud83e'] as const;

function randomText({ list, pick }: Random, longest: number): string {
  return list(0, longest, () => pick(pieces)).join('');
}

/** Texts of an address are whole: half of a surrogate pair has no form in one. */
function randomWhole(random: Random, longest: number): string {
  return randomText(random, longest).replaceAll(/\p{Surrogate}/gu, '');
}

function randomRoute(random: Random): Route {
  const text = (): string => randomWhole(random, 8);
  const some = (): string | null => (random.below(2) === 0 ? null : `x${text()}`);
  const hub = random.below(2) === 0 ? null : random.pick(hubIds);
  const routes: readonly Route[] = [
    { view: 'overview' },
    { view: 'models', query: text() },
    { view: 'package', package: { hub: random.pick(hubIds), name: `${text()}x`, ordinal: random.below(3) }, tab: random.pick(['overview', 'card', 'files', 'history', 'raw']) },
    { view: 'reach', kind: random.pick(['direct', 'owner']), hub, maintainer: some() },
    { view: 'problems', hub, code: some(), file: some() },
    { view: 'notes', text: text(), tag: some(), gone: random.below(2) === 0 },
    { view: 'export', query: text(), picked: random.below(2) === 0 },
    { view: 'compare', packages: random.list(0, 3, () => ({ hub: random.pick(hubIds), name: `${text()}x`, ordinal: random.below(3) })) },
  ];
  return random.pick(routes);
}

describe('any address', () => {

  it(`of a route leads back to it, in the window and as a link (SEED=${seed})`, () => {
    const random = randomFrom(seed);
    for (let round = 0; round < 3000; round += 1) {
      const route = randomRoute(random);
      expect(parseRoute(printRoute(route)), printRoute(route)).toEqual(route);
      expect(readLink(printLink(route)), printLink(route)).toEqual({ kind: 'route', route });
    }
  });

  it(`gives a route that can be printed, whatever it is (SEED=${seed})`, () => {
    const random = randomFrom(seed);
    const starts = ['', '#', '#/', '#/models?', '#/models/', '#/package/huggingface/', '#/package/', '#/reach/', '#/problems?', '#/notes?', '#/export?'] as const;
    for (let round = 0; round < 5000; round += 1) {
      const address = random.pick(starts) + randomText(random, 12);
      const route = parseRoute(address);
      expect(parseRoute(printRoute(route)).view, address).toBe(route.view);
      const link = readLink(`ptmtorrent://${randomText(random, 12)}`);
      const led = link.kind === 'route' ? link.route : parseRoute('');
      expect(parseRoute(printRoute(led)).view).toBe(led.view);
    }
  });
});

describe('links', () => {
  it('are written without anything of the mirror or the disk', () => {
    expect(printLink({ view: 'models', query: 'bert sort:-downloads' })).toBe('ptmtorrent://models?q=bert+sort%3A-downloads');
    expect(printLink({ view: 'package', package: { hub: 'huggingface', name: 'org/model', ordinal: 0 }, tab: 'history' })).toBe('ptmtorrent://package/huggingface/org%2Fmodel/history');
    expect(printLink({ view: 'overview' })).toBe('ptmtorrent://overview');
  });

  it.each(['PTMTORRENT://models?q=bert', 'ptmtorrent://models/?q=bert'])('are read as other programs hand them over: %s', (text) => {
    expect(readLink(text)).toEqual({ kind: 'route', route: { view: 'models', query: 'bert' } });
  });

  it.each([
    ['https://example.org/#/models', 'no ptmtorrent:// link'],
    ['ptmtorrent:models', 'no ptmtorrent:// link'],
    ['ptmtorrent://', 'names no view'],
    ['ptmtorrent://etc/passwd', 'names no view'],
    ['ptmtorrent:///home/someone/data', 'names no view'],
    ['ptmtorrent://../../models', 'names no view'],
    ['ptmtorrent://package/elsewhere/name', 'names no view'],
    ['ptmtorrent://package/huggingface', 'names no view'],
    ['ptmtorrent://models?q=a b', 'characters that no link has'],
    ['ptmtorrent://models?q=a\0', 'characters that no link has'],
    [`ptmtorrent://package/huggingface/${'x'.repeat(4097)}`, 'too long a name'],
    [`ptmtorrent://models?q=${'x'.repeat(8000)}`, 'too long'],
  ])('are refused where they are none: %s, %s', (text, reason) => {
    const link = readLink(text);
    expect(link.kind === 'refused' && link.reason).toContain(reason);
  });
});
