import type { Core, NodeSingular } from 'cytoscape';
import type { Palette } from '../../../../../shared/graph/index.ts';
import { labelFont, labelHeight } from './label-font.ts';
import { type LabelSide, namedNodes } from './named-nodes.ts';

/** Around letters, so that lines behind them do not disturb. Pixels. */
const outline = 4;
/** Of a node that is faded. */
const apart = 0.18;

/**
 * Names of nodes on a canvas of their own above the picture: they keep their size at every zoom, so that nothing of the picture has to be styled or
 * drawn anew for them.
 */
export class LabelLayer {
  readonly #cy: Core;
  readonly #canvas: HTMLCanvasElement;
  #palette: Palette;
  #named: readonly { readonly node: NodeSingular; readonly side: LabelSide }[] = [];
  /** Named in any case: what is under the pointer. */
  #pointed: NodeSingular | null = null;

  constructor(cy: Core, container: HTMLElement, palette: Palette) {
    this.#cy = cy;
    this.#palette = palette;
    this.#canvas = document.createElement('canvas');
    this.#canvas.dataset['layer'] = 'labels';
    container.append(this.#canvas);
    cy.on('render', () => this.#drawOnOwn());
  }

  destroy(): void {
    this.#canvas.remove();
  }

  usePalette(palette: Palette): void {
    this.#palette = palette;
  }

  point(node: NodeSingular | null): void {
    this.#pointed = node;
    this.#refresh();
  }

  /** Whether somebody else says where and when names are drawn (`drawOn`): one canvas less to lay over the others in each frame. */
  isGuest = false;

  /** Chooses anew which nodes have room for their name, beside what is covered at the sides. */
  arrange(covered: { readonly left: number; readonly right: number }): void {
    this.#named = [...namedNodes(this.#cy, covered)].map(([id, side]) => ({ node: this.#cy.getElementById(id) as NodeSingular, side }));
    this.#refresh();
  }

  #refresh(): void {
    if (this.isGuest) (this.#cy as Core & { renderer: () => { redraw: () => void } }).renderer().redraw();
    else this.#drawOnOwn();
  }

  #drawOnOwn(): void {
    const context = this.#sized();
    if (context && !this.isGuest) this.drawOn(context);
  }

  drawOn(context: CanvasRenderingContext2D): void {
    const cy = this.#cy;
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    const named = this.#named.filter(({ node }) => node.inside());
    const pointed = this.#pointed;
    if (pointed?.inside() && !named.some(({ node }) => node.same(pointed))) named.push({ node: pointed, side: 'below' });
    const zoom = cy.zoom();
    context.lineJoin = 'round';
    context.lineWidth = outline;
    context.strokeStyle = this.#palette.ground;
    for (const { node, side } of named) {
      const { x, y } = node.renderedPosition();
      const gap = (Number(node.data('size')) / 2) * zoom + 3;
      const isFocus = node.hasClass('focus');
      const height = labelHeight(zoom, isFocus);
      const [atX, atY] = side === 'right' ? [x + gap, y] : side === 'left' ? [x - gap, y] : [x, side === 'below' ? y + gap : y - gap];
      if (atX < -300 || atY < -30 || atX > cy.width() + 300 || atY > cy.height() + 30) continue;
      context.font = labelFont(height, isFocus);
      context.textAlign = side === 'right' ? 'left' : side === 'left' ? 'right' : 'center';
      context.textBaseline = side === 'below' ? 'top' : side === 'above' ? 'bottom' : 'middle';
      context.fillStyle = node.hasClass('more') || node.hasClass('missing') ? this.#palette.faint : this.#palette.ink;
      context.globalAlpha = node.hasClass('apart') ? apart : 1;
      const label = String(node.data('label'));
      context.strokeText(label, atX, atY);
      context.fillText(label, atX, atY);
    }
    context.globalAlpha = 1;
  }

  /** As large as the picture, and empty; without a pixel where it is not used. */
  #sized(): CanvasRenderingContext2D | null {
    const [width, height, ratio] = [this.isGuest ? 0 : this.#cy.width(), this.isGuest ? 0 : this.#cy.height(), devicePixelRatio];
    const context = this.#canvas.getContext('2d');
    if (this.#canvas.width !== Math.round(width * ratio) || this.#canvas.height !== Math.round(height * ratio)) {
      this.#canvas.width = Math.round(width * ratio);
      this.#canvas.height = Math.round(height * ratio);
    }
    context?.setTransform(1, 0, 0, 1, 0, 0);
    context?.clearRect(0, 0, this.#canvas.width, this.#canvas.height);
    return context;
  }
}
