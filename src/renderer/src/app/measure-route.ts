import { maximumLength } from '../../../shared/search/index.ts';

/** What the result of a measure is set beside, besides the published values. */
export type Versus = { readonly kind: 'selection'; readonly query: string } | { readonly kind: 'mirror'; readonly mirror: string } | { readonly kind: 'state'; readonly state: string };

export interface MeasuresRoute {
  readonly view: 'measures';
  /** null: the list of all. */
  readonly measure: string | null;
  /** The selection: a search as in Models; empty for the whole mirror. */
  readonly query: string;
  /** Values of the measure's parameters that are not the initial ones; the engine reads them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly versus: Versus | null;
}

export const allMeasures: MeasuresRoute = { view: 'measures', measure: null, query: '', parameters: {}, versus: null };

/** `#/measures/ID?q=…&p.k=v&vs=…`: `vs=q:…` another selection, `vs=m:…` another mirror, `vs=s:…` an earlier state of this one. */
export function measureParameters({ query, parameters, versus }: MeasuresRoute): URLSearchParams {
  const printed = new URLSearchParams();
  if (query !== '') printed.set('q', query);
  for (const [id, value] of Object.entries(parameters)) printed.set(`p.${id}`, value);
  if (versus !== null) printed.set('vs', printVersus(versus));
  return printed;
}

export function readMeasuresRoute([id]: readonly string[], parameters: URLSearchParams): MeasuresRoute {
  const given = [...parameters].filter(([name, value]) => /^p\.[\w-]{1,64}$/.test(name) && value.length <= maximumLength).slice(0, 40);
  return {
    view: 'measures',
    measure: id !== undefined && /^[a-z0-9-]{1,64}$/.test(id) ? id : null,
    query: (parameters.get('q') ?? '').slice(0, maximumLength),
    parameters: Object.fromEntries(given.map(([name, value]) => [name.slice(2), value])),
    versus: readVersus(parameters.get('vs')),
  };
}

function printVersus(versus: Versus): string {
  switch (versus.kind) {
    case 'selection':
      return `q:${versus.query}`;
    case 'mirror':
      return `m:${versus.mirror}`;
    case 'state':
      return `s:${versus.state}`;
  }
}

function readVersus(text: string | null): Versus | null {
  if (text === null) return null;
  if (text.startsWith('q:')) return { kind: 'selection', query: text.slice(2).slice(0, maximumLength) };
  if (/^s:[0-9a-f]{16}$/.test(text)) return { kind: 'state', state: text.slice(2) };
  return /^m:[0-9a-f]{8,64}$/.test(text) ? { kind: 'mirror', mirror: text.slice(2) } : null;
}
