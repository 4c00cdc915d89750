import { pointsPerMillimetre } from '../graph/figure.ts';
import { round } from '../graph/shapes.ts';
import { xmlText } from '../graph/xml.ts';
import type { Scene, Shape } from './scene.ts';

/** Faces with the same widths as Helvetica come first; what is missing in them falls to the last. */
const chartFonts = "Helvetica, Arial, 'Liberation Sans', 'Noto Sans', 'Open Sans', sans-serif";

/** The scene as an SVG that stands for itself: attributes alone, no style sheet, no script, nothing fetched. In `mm` a unit of the scene is a point. */
export function sceneSvg(scene: Scene, unit: 'px' | 'mm'): string {
  const side = (length: number): string => (unit === 'mm' ? `${round(length / pointsPerMillimetre)}mm` : String(round(length)));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${side(scene.width)}" height="${side(scene.height)}" viewBox="0 0 ${round(scene.width)} ${round(scene.height)}" role="img" font-family="${chartFonts}">\n`,
    `<title>${xmlText(scene.title)}</title>\n<desc>${xmlText(scene.description)}</desc>\n`,
    `<rect width="${round(scene.width)}" height="${round(scene.height)}" fill="${scene.ground}"/>\n`,
    scene.shapes.map(shapeSvg).join('\n'),
    '\n</svg>\n',
  ].join('');
}

function shapeSvg(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect x="${round(shape.x)}" y="${round(shape.y)}" width="${round(shape.width)}" height="${round(shape.height)}" fill="${shape.fill}"${stroke(shape.stroke, 0.75, shape.dashes)}/>`;
    case 'line':
      return `<line x1="${round(shape.x1)}" y1="${round(shape.y1)}" x2="${round(shape.x2)}" y2="${round(shape.y2)}"${stroke(shape.stroke, shape.width, shape.dashes)}/>`;
    case 'path':
      return `<path d="${shape.path}" fill="${shape.fill ?? 'none'}"${stroke(shape.stroke, shape.width ?? 1, shape.dashes)}/>`;
    case 'text': {
      const [x, y] = [round(shape.x), round(shape.y)];
      const turn = shape.turned ? ` transform="rotate(-90 ${x} ${y})"` : '';
      const whole = shape.whole === undefined ? '' : `<title>${xmlText(shape.whole)}</title>`;
      return `<text x="${x}" y="${y}" font-size="${round(shape.size)}" fill="${shape.fill}"${shape.anchor === 'start' ? '' : ` text-anchor="${shape.anchor}"`}${shape.bold ? ' font-weight="bold"' : ''}${turn}>${whole}${xmlText(shape.text)}</text>`;
    }
  }
}

function stroke(colour: string | undefined, width: number, dashes: string | undefined): string {
  return colour === undefined ? '' : ` stroke="${colour}" stroke-width="${round(width)}"${dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`}`;
}
