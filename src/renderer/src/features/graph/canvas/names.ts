import type { Palette } from '../../../../../shared/graph/index.ts';
import { labelFont, labelHeight } from './label-font.ts';
import { namedNodes, type NamePlace } from './named-nodes.ts';
import { type Covered, onScreen, placeOf, type Scene, type View } from './scene.ts';
import { faded, type Marking } from './strokes.ts';

/** Around letters, so that lines behind them do not disturb. Pixels. */
const outline = 4;

/** Names of nodes: they keep their size on the screen at every zoom, so that they are drawn over the picture and not with it. */
export class Names {
  #named: ReadonlyMap<string, NamePlace> = new Map();

  /** Chooses anew which nodes have room for their name, beside what is covered at the sides. */
  arrange(scene: Scene, view: View, marking: Marking, covered: Covered): void {
    this.#named = namedNodes(scene, view, marking, covered);
  }

  /** `context`: one whose pixels are `ratio` to one of the screen. */
  drawOn(context: CanvasRenderingContext2D, scene: Scene, view: View, { pointed, kept }: Marking, palette: Palette, ratio: number): void {
    context.save();
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.lineJoin = 'round';
    context.lineWidth = outline;
    context.strokeStyle = palette.ground;
    // What is under the pointer is named in any case.
    const named = pointed === null || this.#named.has(pointed) ? this.#named : new Map([...this.#named, [pointed, { side: 'below', shift: 0 } as const]]);
    for (const [id, { side, shift }] of named) {
      const node = scene.node(id);
      if (!node) continue;
      const { x, y } = onScreen(placeOf(node), view);
      const gap = (node.look.diameter / 2) * view.zoom + 3;
      const [atX, atY] = side === 'right' ? [x + gap, y] : side === 'left' ? [x - gap, y] : [x + shift, side === 'below' ? y + gap : y - gap];
      if (atX < -300 || atY < -30 || atX > view.width + 300 || atY > view.height + 30) continue;
      context.font = labelFont(labelHeight(view.zoom, node.isFocus), node.isFocus);
      context.textAlign = side === 'right' ? 'left' : side === 'left' ? 'right' : 'center';
      context.textBaseline = side === 'below' ? 'top' : side === 'above' ? 'bottom' : 'middle';
      context.fillStyle = node.isFaint ? palette.faint : palette.ink;
      context.globalAlpha = kept === null || kept.has(id) ? 1 : faded;
      context.strokeText(node.label, atX, atY);
      context.fillText(node.label, atX, atY);
    }
    context.restore();
  }
}
