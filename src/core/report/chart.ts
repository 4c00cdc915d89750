import { partScene } from '../../shared/chart/index.ts';
import type { Shape } from '../../shared/chart/scene.ts';
import type { MeasurePart } from '../../shared/contract/index.ts';
import { h, type Element } from './html.ts';

/** Of a chart; it grows and shrinks with the page. */
const chartWidth = 760;

/** The colours of a report, each a class with its shade for light and for dark. */
export class Colours {
  private readonly names = new Map<string, string>();

  fill(light: string | null | undefined, dark: string | null | undefined): string {
    return this.classOf('fill', light ?? 'none', dark ?? light ?? 'none');
  }

  stroke(light: string, dark: string): string {
    return this.classOf('stroke', light, dark);
  }

  /** Rules for the style sheet: light, and what differs in the dark. */
  rules(): { readonly light: string; readonly dark: string } {
    const entries = [...this.names].map(([key, name]) => ({ name, parts: key.split(' ') }));
    const rule = (at: 1 | 2): string => entries.map(({ name, parts }) => `.${name}{${parts[0] ?? ''}:${parts[at] ?? ''}}`).join('\n');
    return { light: rule(1), dark: rule(2) };
  }

  private classOf(kind: 'fill' | 'stroke', light: string, dark: string): string {
    const key = `${kind} ${light} ${dark}`;
    const known = this.names.get(key);
    if (known !== undefined) return known;
    const name = `k${this.names.size}`;
    this.names.set(key, name);
    return name;
  }
}

/** The chart of a part, in one drawing for light and dark: both are drawn alike and differ in colours alone. */
export function chartOf(part: MeasurePart, colours: Colours): { readonly chart: Element; readonly left: readonly string[] } {
  const options = { width: chartWidth, head: false } as const;
  const scene = partScene(part, { ...options, theme: 'light' });
  const dark = partScene(part, { ...options, theme: 'dark' });
  const { width, height } = scene;
  const shapes = scene.shapes.map((shape, at) => shapeOf(shape, dark.shapes[at] ?? shape, colours));
  return { chart: h('svg', { viewBox: `0 0 ${Math.round(width)} ${Math.ceil(height)}`, role: 'img', 'aria-label': `${part.title}. ${scene.description}` }, ...shapes), left: scene.left };
}

function shapeOf(shape: Shape, dark: Shape, colours: Colours): Element {
  switch (shape.kind) {
    case 'rect': {
      const { x, y, width, height } = shape;
      return h('rect', { x, y, width, height, ...looks(shape, dark, colours, 0.75) });
    }
    case 'line': {
      const { x1, y1, x2, y2 } = shape;
      return h('line', { x1, y1, x2, y2, ...looks(shape, dark, colours, shape.width) });
    }
    case 'path':
      return h('path', { d: shape.path, ...looks(shape, dark, colours, shape.width ?? 1) });
    case 'text': {
      const { x, y, size, anchor, bold, turned, text } = shape;
      const turn = turned === true ? { transform: `rotate(-90 ${x} ${y})` } : {};
      return h('text', { x, y, 'font-size': size, ...(anchor === 'start' ? {} : { 'text-anchor': anchor }), ...(bold === true ? { 'font-weight': 'bold' } : {}), ...turn, ...looks(shape, dark, colours, 1) }, text);
    }
  }
}

function looks(shape: Shape, dark: Shape, colours: Colours, width: number) {
  const fill = 'fill' in shape ? colours.fill(shape.fill, 'fill' in dark ? dark.fill : null) : null;
  const line = 'stroke' in shape && shape.stroke !== undefined ? { colour: shape.stroke, dark: 'stroke' in dark && dark.stroke !== undefined ? dark.stroke : shape.stroke } : null;
  const names = [fill, line === null ? null : colours.stroke(line.colour, line.dark)].filter((name) => name !== null);
  return {
    ...(names.length === 0 ? {} : { class: names.join(' ') }),
    ...(line === null ? {} : { 'stroke-width': width }),
    ...('dashes' in shape && shape.dashes !== undefined ? { 'stroke-dasharray': shape.dashes } : {}),
  };
}
