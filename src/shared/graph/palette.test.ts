import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { channels, graphThemes, palettes, rampColour } from './palette.ts';

type Triple = readonly [number, number, number];

/** Severity 1 of Machado, Oliveira and Fernandes 2009, in linear sRGB. */
const sights: Readonly<Record<string, readonly [Triple, Triple, Triple]>> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function linear(colour: string): Triple {
  const [r, g, b] = channels(colour).map((value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return [r ?? 0, g ?? 0, b ?? 0];
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function seen(colour: string, sight: string): Triple {
  const rows = sights[sight] ?? [];
  const [r, g, b] = linear(colour);
  const [x, y, z] = rows.map((row) => Math.max(0, Math.min(1, row[0] * r + row[1] * g + row[2] * b)));
  return oklab([x ?? 0, y ?? 0, z ?? 0]);
}

function distance(a: Triple, b: Triple): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function contrast(a: string, b: string): number {
  const [high, low] = [a, b].map((colour) => linear(colour)).map(([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05).sort((x, y) => y - x);
  return (high ?? 1) / (low ?? 1);
}

describe.each(graphThemes)('the palette of the theme %s', (theme) => {
  const palette = palettes[theme];

  it.each(Object.keys(sights))('keeps any two categories apart in %s sight', (sight) => {
    const colours = [...palette.categories, palette.other];
    for (const [at, one] of colours.entries()) for (const other of colours.slice(at + 1)) expect(distance(seen(one, sight), seen(other, sight)), `${one} and ${other}`).toBeGreaterThan(0.1);
  });

  it.each(Object.keys(sights))('goes from few to many in one direction of lightness in %s sight', (sight) => {
    const lightness = Array.from({ length: 11 }, (_, at) => seen(rampColour(palette, at / 10), sight)[0]);
    const steps = lightness.slice(1).map((value, at) => Math.sign(value - (lightness[at] ?? 0)));
    expect(new Set(steps)).toEqual(new Set([theme.endsWith('dark') ? 1 : -1]));
  });

  it('shows outlines, text and marks on its ground', () => {
    expect(contrast(palette.ink, palette.ground)).toBeGreaterThan(7);
    expect(contrast(palette.faint, palette.ground)).toBeGreaterThan(4.5);
    for (const colour of [palette.accent, palette.danger]) expect(contrast(colour, palette.ground)).toBeGreaterThan(4.5);
    expect(contrast(palette.line, palette.ground)).toBeGreaterThan(3);
  });
});

it('has the window’s own colours in light and dark', () => {
  const css = readFileSync(new URL('../../renderer/src/ui/tokens.css', import.meta.url), 'utf8');
  const token = (name: string): readonly string[] => new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css)?.slice(1) ?? [];
  for (const [name, key] of [['surface', 'ground'], ['ink', 'ink'], ['ink-faint', 'faint'], ['control-line', 'line'], ['accent', 'accent'], ['danger', 'danger'], ['raised', 'neutral']] as const)
    expect([palettes.light[key], palettes.dark[key]], name).toEqual(token(name));
});
