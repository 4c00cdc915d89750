import type { DrawnGraph } from './drawn-graph.ts';
import { captionLines } from './figure-caption.ts';
import { drawLegend, legendOf } from './figure-legend.ts';
import { drawPlot, fitPlot } from './figure-plot.ts';
import { round } from './shapes.ts';
import { xmlText } from './xml.ts';

export interface FigureOptions {
  /** Of the whole figure, legend included. Millimetres. */
  readonly width: number;
  /** Of labels; caption and legend follow it. Points. */
  readonly fontSize: number;
  readonly legend: 'right' | 'below' | 'none';
  readonly labels: 'fitting' | 'all' | 'none';
  /** Under the names of packages: for lineages, where it is asked what goes with what. */
  readonly licences: boolean;
  readonly caption: boolean;
  /** Numbers in nodes and legend name the colours, for prints without colour. */
  readonly numbered: boolean;
}

export const defaultFigure: FigureOptions = { width: 178, fontSize: 7, legend: 'right', labels: 'fitting', licences: false, caption: true, numbered: false };

/** Bounds of what a figure may be. Millimetres, points. */
export const figureLimits = { width: { least: 40, most: 1200 }, fontSize: { least: 4, most: 24 } } as const;

/** Those that stand in papers most, in millimetres: a column, a page, a poster. */
export const figureWidths = [
  { width: 85, title: 'One column' },
  { width: 178, title: 'Both columns' },
  { width: 254, title: 'A slide' },
  { width: 420, title: 'A poster' },
] as const;

export const pointsPerMillimetre = 72 / 25.4;

const margin = 8;

/** A figure and how large it is. Units of the drawing are points, 1/72 of an inch. */
export interface Figure {
  readonly svg: string;
  readonly widthMm: number;
  readonly heightMm: number;
  /** Labels that found no room. */
  readonly labelsLeftOut: number;
}

/** Faces with the same widths as Helvetica come first; what is missing in them falls to the last. */
const fonts = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'Open Sans', sans-serif";

/** Draws a graph as an SVG that stands for itself: shapes and presentation attributes alone, no style sheet, no script, nothing fetched. */
export function drawFigure(drawn: DrawnGraph, options: FigureOptions): Figure {
  const { palette } = drawn.appearance;
  const width = options.width * pointsPerMillimetre;
  const inner = width - 2 * margin;
  const plan = { ...options, palette };
  const legend = options.legend === 'none' ? null : legendOf(drawn, plan);
  const beside = options.legend === 'right' && legend !== null ? Math.min(inner * 0.4, legend.naturalWidth) : 0;
  const plotWidth = inner - (beside === 0 ? 0 : beside + 12);
  const plot = fitPlot(drawn, plotWidth, plan);
  const besideLegend = legend !== null && beside > 0 ? drawLegend(legend, { left: margin + plotWidth + 12, top: margin, width: beside, columns: 1 }, plot.scale, plan) : null;
  const drawnPlot = drawPlot(drawn, plot, plan, { left: margin, top: margin + Math.max(0, ((besideLegend?.height ?? 0) - plot.height) / 2) });
  let bottom = margin + Math.max(plot.height, besideLegend?.height ?? 0);
  const parts = [drawnPlot.svg, besideLegend?.svg ?? ''];
  if (legend !== null && options.legend === 'below') {
    const columns = Math.max(1, Math.min(4, Math.floor(inner / Math.min(inner, legend.naturalWidth + 10))));
    const below = drawLegend(legend, { left: margin, top: bottom + 8, width: inner, columns }, plot.scale, plan);
    parts.push(below.svg);
    bottom += 8 + below.height;
  }
  if (options.caption) {
    const size = Math.max(5, options.fontSize * 0.95);
    const lines = captionLines(drawn, drawnPlot.labelsLeftOut, size, inner);
    bottom += 6;
    parts.push(`<line x1="${margin}" x2="${round(width - margin)}" y1="${round(bottom)}" y2="${round(bottom)}" stroke="${palette.line}" stroke-width="0.5"/>`);
    for (const { text, bold } of lines) {
      bottom += size * 1.35;
      parts.push(`<text x="${margin}" y="${round(bottom)}" font-size="${round(size)}" fill="${palette.ink}"${bold ? ' font-weight="bold"' : ''}>${xmlText(text)}</text>`);
    }
  }
  const height = bottom + margin;
  const about = drawn.about.map(([name, text]) => `${name}: ${text}`).join('\n');
  const svg = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${round(options.width)}mm" height="${round(height / pointsPerMillimetre)}mm" viewBox="0 0 ${round(width)} ${round(height)}" role="img" font-family="${fonts}">\n`,
    `<title>${xmlText(drawn.title)}</title>\n<desc>${xmlText(about)}</desc>\n`,
    `<rect width="100%" height="100%" fill="${palette.ground}"/>\n`,
    parts.join('\n'),
    '\n</svg>\n',
  ].join('');
  return { svg, widthMm: options.width, heightMm: height / pointsPerMillimetre, labelsLeftOut: drawnPlot.labelsLeftOut };
}
