import type { Core } from 'cytoscape';

/** Fewer elements are drawn anew faster than anybody sees. */
const many = 1500;

/** What cytoscape's canvas renderer reads before every frame, and its types leave out. */
interface Renderer {
  textureOnViewport: boolean;
}

/**
 * Moves one texture of a large picture while it is dragged, instead of drawing its elements: measured by `npm run bench -- --only graph`, and why nothing
 * else was taken stands in docs/graph-rendering.md. To be called when elements came or went.
 */
export function adaptRenderer(cy: Core): void {
  const renderer = (cy as Core & { renderer: () => Renderer }).renderer();
  renderer.textureOnViewport = cy.elements().length > many;
}
