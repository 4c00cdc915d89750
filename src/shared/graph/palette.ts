import type { HubId } from '../domain/index.ts';

/** `print`: as light, on pure white and with black text. Those of high contrast go with the window's theme of that name. */
export const graphThemes = ['light', 'dark', 'print', 'high-contrast', 'high-contrast-dark'] as const;

export type GraphTheme = (typeof graphThemes)[number];

export interface Palette {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly danger: string;
  /** Fill of nodes of which the chosen column tells nothing. */
  readonly neutral: string;
  /** Fill of what stands for nodes that are not drawn. */
  readonly more: string;
  /** Values beyond those that have a colour of their own, and what is unknown. */
  readonly other: string;
  readonly unknown: string;
  /**
   * Chosen by search: of any two, the grey included, the distance in OKLab is at least 0.1 for everybody, and for those who lack one kind of
   * cone (simulated as in Machado et al. 2009).
   */
  readonly categories: readonly string[];
  /** From few to many. Lightness goes one way all along, so that order survives a grey print. */
  readonly ramp: readonly string[];
}

const light: Palette = {
  ground: '#fdfcfa',
  ink: '#1a1d1f',
  faint: '#61666a',
  line: '#8f897c',
  accent: '#0b646b',
  danger: '#a5281d',
  neutral: '#ffffff',
  more: '#d9d5cb',
  other: '#9a9a9a',
  unknown: '#ffffff',
  categories: ['#c17f17', '#50725c', '#851a07', '#5c80eb', '#693a7f', '#26b8f6', '#d5b300'],
  ramp: ['#e8f3c4', '#a8d8b4', '#57b0bd', '#2f77b0', '#2b3f8c', '#150f45'],
};

const dark: Palette = {
  ground: '#16191b',
  ink: '#e9e7e2',
  faint: '#969da2',
  line: '#6b7379',
  accent: '#6cc6c4',
  danger: '#f2938a',
  neutral: '#1d2124',
  more: '#3c4348',
  other: '#7a7f83',
  unknown: '#1d2124',
  categories: ['#e1952a', '#b7ecd5', '#c24119', '#728eff', '#a13fbb', '#3ec7f9', '#fedc16'],
  ramp: ['#3a3a78', '#2f62a6', '#3590b4', '#5dbcb4', '#abdfae', '#f6f7cd'],
};

export const palettes: Readonly<Record<GraphTheme, Palette>> = {
  light,
  dark,
  print: { ...light, ground: '#ffffff', ink: '#000000', faint: '#4d4d4d', line: '#7a7a7a' },
  'high-contrast': { ...light, ground: '#ffffff', ink: '#000000', faint: '#262626', line: '#4a4a4a', accent: '#003f8a', danger: '#8f0000', neutral: '#ffffff', more: '#d0d0d0', unknown: '#ffffff' },
  'high-contrast-dark': { ...dark, ground: '#000000', ink: '#ffffff', faint: '#e4e4e4', line: '#b0b0b0', accent: '#7cd4ff', danger: '#ff9d94', neutral: '#000000', more: '#4d4d4d', unknown: '#000000' },
};

/** Hubs keep their colour whichever of them a picture shows; hues are those of the hubs' marks. */
const placeOfHub: Readonly<Record<HubId, number>> = { huggingface: 0, modelzoo: 1, pytorchhub: 2, onnxmodelzoo: 3, modelhub: 4 };

export function hubColour(hub: HubId, palette: Palette): string {
  return palette.categories[placeOfHub[hub]] ?? palette.other;
}

/** The colour of a place on the ramp, from 0 to 1. */
export function rampColour(palette: Palette, place: number): string {
  const { ramp } = palette;
  const at = Math.max(0, Math.min(1, place)) * (ramp.length - 1);
  const low = Math.min(ramp.length - 2, Math.floor(at));
  return mix(ramp[low] ?? palette.other, ramp[low + 1] ?? palette.other, at - low);
}

/** `share` of the second colour in the first; both as #rrggbb. */
export function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a.map((value, at) => Math.round(value + ((b[at] ?? 0) - value) * share).toString(16).padStart(2, '0')).join('')}`;
}

/** Red, green and blue of #rrggbb, from 0 to 255. */
export function channels(colour: string): readonly [number, number, number] {
  const number = Number.parseInt(colour.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** Black or white, whichever is readable on a fill. */
export function inkOn(fill: string): string {
  const [red, green, blue] = channels(fill);
  return red * 0.299 + green * 0.587 + blue * 0.114 > 140 ? '#000000' : '#ffffff';
}
