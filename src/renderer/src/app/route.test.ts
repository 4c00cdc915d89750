import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Route } from './route.ts';

let parseRoute: (hash: string) => Route;
let printRoute: (route: Route) => string;

beforeAll(async () => {
  vi.stubGlobal('location', { hash: '' });
  ({ parseRoute, printRoute } = await import('./route.ts'));
});

const routes: readonly Route[] = [
  { view: 'overview' },
  { view: 'models', query: '' },
  { view: 'models', query: 'task:"fill mask" -license:mit & 50% #1 sort:-downloads' },
  { view: 'package', package: { hub: 'huggingface', name: 'org/näme.git', ordinal: 0 }, tab: 'overview' },
  { view: 'package', package: { hub: 'onnxmodelzoo', name: 'a/../b?c#d%2F 😀', ordinal: 3 }, tab: 'history' },
  { view: 'reach', kind: 'direct', hub: null, maintainer: null },
  { view: 'reach', kind: 'owner', hub: 'modelzoo', maintainer: 'huggingface/some one' },
  { view: 'problems', hub: 'modelhub', code: 'bad-json', file: null },
  { view: 'problems', hub: null, code: null, file: 'data/modelzoo/json/ä & b?.json' },
  { view: 'notes', text: '', tag: null, gone: false },
  { view: 'notes', text: 'größe & #1', tag: 'to do / 50%', gone: true },
  { view: 'export', query: 'hub:modelhub', picked: false },
  { view: 'export', query: '', picked: true },
  { view: 'compare', packages: [{ hub: 'huggingface', name: 'a/b c#1', ordinal: 0 }, { hub: 'onnxmodelzoo', name: 'AlexNet', ordinal: 3 }] },
];

describe('routes', () => {
  it.each(routes)('comes back from its address: %o', (route) => {
    expect(parseRoute(printRoute(route))).toEqual(route);
  });

  it.each(['', '#', '#/nothing', '#/package/elsewhere/name', '#/package/huggingface'])('leads %s to the overview', (hash) => {
    expect(parseRoute(hash)).toEqual({ view: 'overview' });
  });

  it('keeps what it can of a bad address', () => {
    expect(parseRoute('#/package/huggingface/%E0%A4%A/none?n=-4')).toEqual({
      view: 'package',
      package: { hub: 'huggingface', name: '%E0%A4%A', ordinal: 0 },
      tab: 'overview',
    });
  });
});
