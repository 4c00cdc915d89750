import type { Palette } from '../../../../../shared/graph/index.ts';
import { hubs } from '../../../../../shared/domain/index.ts';
import type { MapColumns } from './map-columns.ts';
import { pixelOf } from './map-paint.ts';

export const mapColourings = ['hub', 'task', 'signed', 'dependants', 'downloads'] as const;

export type MapColouring = (typeof mapColourings)[number];

export interface MapLegendEntry {
  readonly label: string;
  readonly colour: string;
  readonly count: number;
}

export interface MapColours {
  /** Number of its legend entry, by node. */
  readonly classes: Uint8Array;
  readonly entries: readonly MapLegendEntry[];
}

/** Lower ends of the steps of a number; the first holds what is below the second. */
const steps = [0, 1, 10, 100, 1000, 10_000, 100_000, 1_000_000] as const;
const stepLabels = ['0', '1 to 9', '10 to 99', '100 to 999', '1,000 to 9,999', '10,000 to 99,999', '100,000 to 999,999', '1,000,000 and more'] as const;
const signedLabels = ['None or unknown', 'Some commits', 'All commits'] as const;

/** What colours stand for on a map: values of few words each get one, numbers a step of the ramp. */
export function colourMap(columns: MapColumns, by: MapColouring, taskNames: readonly string[], palette: Palette): MapColours {
  switch (by) {
    case 'hub':
      return colourKinds(columns.hubs, columns.nodes, (value) => hubs[value]?.title ?? null, 'Not in the mirror', palette, true);
    case 'task':
      return colourKinds(columns.tasks, columns.nodes, (value) => taskNames[value] ?? null, 'Unknown', palette, false);
    case 'signed':
      return colourSigned(columns, palette);
    default:
      return colourSteps(by === 'downloads' ? columns.downloads : columns.dependants, palette);
  }
}

/** The most frequent values have a colour each; where `keeps` is set, every value has its own whichever are there. */
function colourKinds(values: Uint8Array | Uint16Array, nodes: number, nameOf: (value: number) => string | null, unknown: string, palette: Palette, keeps: boolean): MapColours {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const known = [...counts].filter(([value]) => nameOf(value) !== null).sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  const own = known.slice(0, palette.categories.length);
  const entries: MapLegendEntry[] = own.map(([value, count], place) => ({ label: nameOf(value) ?? unknown, colour: palette.categories[keeps ? value : place] ?? palette.other, count }));
  const classOf = new Map(own.map(([value], place) => [value, place]));
  const rest = known.slice(own.length).reduce((sum, [, count]) => sum + count, 0);
  const other = rest > 0 ? entries.push({ label: `${known.length - own.length} others`, colour: palette.other, count: rest }) - 1 : -1;
  const lacking = nodes - known.reduce((sum, [, count]) => sum + count, 0);
  const none = lacking > 0 ? entries.push({ label: unknown, colour: palette.more, count: lacking }) - 1 : -1;
  const classes = new Uint8Array(nodes);
  for (let node = 0; node < nodes; node += 1) {
    const value = values[node] as number;
    classes[node] = classOf.get(value) ?? (nameOf(value) === null ? none : other);
  }
  return { classes, entries };
}

function colourSigned({ signed, nodes }: MapColumns, palette: Palette): MapColours {
  const counts = [0, 0, 0];
  for (const value of signed) counts[value] = (counts[value] ?? 0) + 1;
  const colours = [palette.more, palette.ramp[2] ?? palette.other, palette.ramp[4] ?? palette.accent];
  return { classes: signed.slice(0, nodes), entries: signedLabels.map((label, value) => ({ label, colour: colours[value] ?? palette.other, count: counts[value] ?? 0 })) };
}

function colourSteps(values: Float32Array, palette: Palette): MapColours {
  const unknown = steps.length;
  const classes = Uint8Array.from(values, (value) => (Number.isNaN(value) ? unknown : Math.max(0, steps.findLastIndex((from) => value >= from))));
  const counts = new Uint32Array(unknown + 1);
  for (const value of classes) counts[value] = (counts[value] as number) + 1;
  const used = steps.map((_, step) => step).filter((step) => (counts[step] as number) > 0);
  const entries = used.map((step, place) => ({ label: stepLabels[step] ?? '', colour: palette.ramp[Math.round((place / Math.max(1, used.length - 1)) * (palette.ramp.length - 1))] ?? palette.other, count: counts[step] as number }));
  if ((counts[unknown] as number) > 0) entries.push({ label: 'Unknown', colour: palette.more, count: counts[unknown] as number });
  const places = new Map([...used, unknown].map((step, place) => [step, place]));
  return { classes: classes.map((step) => places.get(step) ?? 0), entries };
}

/** Pixels of the nodes' colours. */
export function pixelsOfNodes({ classes, entries }: MapColours): Uint32Array {
  const colours = Uint32Array.from(entries, ({ colour }) => pixelOf(colour));
  return Uint32Array.from(classes, (entry) => colours[entry] as number);
}
