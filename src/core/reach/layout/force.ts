/** A graph to lay out: nodes are numbered from 0, and edge `i` joins `sources[i]` and `targets[i]`. */
export interface LayoutGraph {
  readonly radii: Float64Array;
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly seed: number;
}

/** Centres of the nodes in px, the whole centred at 0. */
export interface Layout {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Wanted distance of two neighbours' rims. */
const spacing = 60;
const gap = 8;
const goldenAngle = 2.399963229728653;

/**
 * Force-directed layout (after Fruchterman and Reingold 1991): nodes repel each other, edges pull, steps cool down; then
 * nodes that overlap are pushed apart. The same graph and seed give the same positions. Time grows with the square of
 * the nodes: up to about 600.
 */
export function layOut(graph: LayoutGraph): Layout {
  const layout = spiral(graph);
  // Fewer rounds for larger graphs keep 300 nodes within a tenth of a second.
  const rounds = Math.max(60, Math.min(200, Math.round(27_000 / Math.max(1, graph.radii.length))));
  const ideal = spacing + 2 * mean(graph.radii);
  for (let round = 0; round < rounds; round += 1) {
    const heat = ideal * (1 - round / rounds);
    step(graph, layout, ideal, heat);
  }
  separate(graph, layout);
  centre(layout);
  return layout;
}

/** Starts on a sunflower spiral in a seeded order, so that no two nodes lie on one place. */
function spiral({ radii, seed }: LayoutGraph): Layout {
  const count = radii.length;
  const order = shuffled(count, seed);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  order.forEach((node, place) => {
    const distance = spacing * Math.sqrt(place + 0.5);
    x[node] = distance * Math.cos(place * goldenAngle);
    y[node] = distance * Math.sin(place * goldenAngle);
  });
  return { x, y };
}

function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  let state = seed >>> 0;
  for (let place = count - 1; place > 0; place -= 1) {
    // A linear congruential step (Numerical Recipes); the high bits are the good ones.
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 2 ** 32) * (place + 1));
    const moved = order[place] ?? 0;
    order[place] = order[other] ?? 0;
    order[other] = moved;
  }
  return order;
}

function mean(values: Float64Array): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function step({ sources, targets }: LayoutGraph, { x, y }: Layout, ideal: number, heat: number): void {
  const count = x.length;
  const pullX = new Float64Array(count);
  const pullY = new Float64Array(count);
  const push = ideal * ideal;
  for (let one = 0; one < count; one += 1) {
    const oneX = x[one] ?? 0;
    const oneY = y[one] ?? 0;
    let sumX = 0;
    let sumY = 0;
    for (let other = one + 1; other < count; other += 1) {
      const dx = oneX - (x[other] ?? 0);
      const dy = oneY - (y[other] ?? 0);
      const force = push / (dx * dx + dy * dy + 0.01);
      sumX += dx * force;
      sumY += dy * force;
      pullX[other] = (pullX[other] ?? 0) - dx * force;
      pullY[other] = (pullY[other] ?? 0) - dy * force;
    }
    // A weak pull to the middle keeps parts that no edge joins from drifting away.
    pullX[one] = (pullX[one] ?? 0) + sumX - oneX * 0.3;
    pullY[one] = (pullY[one] ?? 0) + sumY - oneY * 0.3;
  }
  sources.forEach((source, edge) => {
    const target = targets[edge] ?? 0;
    const dx = (x[source] ?? 0) - (x[target] ?? 0);
    const dy = (y[source] ?? 0) - (y[target] ?? 0);
    const force = Math.sqrt(dx * dx + dy * dy) / ideal;
    pullX[source] = (pullX[source] ?? 0) - dx * force;
    pullY[source] = (pullY[source] ?? 0) - dy * force;
    pullX[target] = (pullX[target] ?? 0) + dx * force;
    pullY[target] = (pullY[target] ?? 0) + dy * force;
  });
  for (let node = 0; node < count; node += 1) {
    const moveX = pullX[node] ?? 0;
    const moveY = pullY[node] ?? 0;
    const length = Math.sqrt(moveX * moveX + moveY * moveY) || 1;
    const limited = Math.min(length, heat) / length;
    x[node] = (x[node] ?? 0) + moveX * limited;
    y[node] = (y[node] ?? 0) + moveY * limited;
  }
}

const separationRounds = 200;

/** Pushes overlapping nodes apart along the line between them, until none overlap or the rounds are used up. */
function separate({ radii }: LayoutGraph, { x, y }: Layout): void {
  const count = radii.length;
  for (let round = 0; round < separationRounds; round += 1) {
    let moved = false;
    for (let one = 0; one < count; one += 1) {
      for (let other = one + 1; other < count; other += 1) {
        const wanted = (radii[one] ?? 0) + (radii[other] ?? 0) + gap;
        const dx = (x[other] ?? 0) - (x[one] ?? 0);
        const dy = (y[other] ?? 0) - (y[one] ?? 0);
        const distance = Math.sqrt(dx * dx + dy * dy);
        if (distance >= wanted) continue;
        moved = true;
        const share = (wanted - distance) / 2 + 0.05;
        const unitX = distance === 0 ? 1 : dx / distance;
        const unitY = distance === 0 ? 0 : dy / distance;
        x[one] = (x[one] ?? 0) - unitX * share;
        y[one] = (y[one] ?? 0) - unitY * share;
        x[other] = (x[other] ?? 0) + unitX * share;
        y[other] = (y[other] ?? 0) + unitY * share;
      }
    }
    if (!moved) return;
  }
}

/** Moves the middle of the bounding box to 0 and rounds to tenths of a px. */
function centre({ x, y }: Layout): void {
  for (const axis of [x, y]) {
    const low = axis.reduce((least, value) => Math.min(least, value), Infinity);
    const high = axis.reduce((most, value) => Math.max(most, value), -Infinity);
    axis.forEach((value, node) => {
      axis[node] = Math.round((value - (low + high) / 2) * 10) / 10;
    });
  }
}
