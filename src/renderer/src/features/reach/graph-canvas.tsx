import cytoscape, { type Core } from 'cytoscape';
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { ReachGraph, ReachKind } from '../../../../shared/contract/index.ts';
import { useApp } from '../../app/settings.ts';
import { IconButton } from '../../ui/button.tsx';
import { formatCount } from '../../ui/quantity.ts';
import { readGraphColours } from './graph-colours.ts';
import { elementsOf, graphStyle } from './graph-style.ts';
import styles from './graph-canvas.module.css';

interface GraphCanvasProps {
  readonly kind: ReachKind;
  readonly graph: ReachGraph;
  readonly onOpen: (node: ReachGraph['nodes'][number]) => void;
}

/** Labels grow at most so much where the whole graph is drawn small; beyond, they would cover each other. */
const largestLabels = 1.5;

/** The picture. A click on a maintainer goes there, a double click on a package opens it; the table twin serves keyboards. */
export function GraphCanvas({ kind, graph, onOpen }: GraphCanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const core = useRef<Core | null>(null);
  const scale = useRef(1);
  const open = useRef(onOpen);
  const theme = useApp((state) => state.settings.theme);
  useEffect(() => {
    open.current = onOpen;
  });

  useEffect(() => {
    const container = host.current;
    if (!container) return;
    const cy = cytoscape({
      container,
      elements: elementsOf(graph),
      style: graphStyle(readGraphColours(container), 1),
      layout: { name: 'preset', fit: true, padding: 36 },
      minZoom: 0.08,
      maxZoom: 4,
      autounselectify: false,
      boxSelectionEnabled: false,
    });
    core.current = cy;
    if (cy.zoom() > 1.6) {
      cy.zoom(1.6);
      cy.center();
    }
    scale.current = Math.min(largestLabels, Math.max(1, 1 / cy.zoom()));
    cy.style(graphStyle(readGraphColours(container), scale.current));
    const nodeOf = (id: string) => graph.nodes.find((node) => node.id === id);
    cy.on('tap', 'node', (event) => {
      const node = nodeOf(String(event.target.id()));
      if (node && (node.kind === 'maintainer' || node.kind === 'more')) open.current(node);
    });
    cy.on('dbltap', 'node', (event) => {
      const node = nodeOf(String(event.target.id()));
      if (node?.package) open.current(node);
    });
    cy.on('mouseover', 'node', (event) => {
      container.dataset['over'] = 'node';
      const near = event.target.closedNeighborhood();
      cy.elements().difference(near).addClass('apart');
    });
    cy.on('mouseout', 'node', () => {
      delete container.dataset['over'];
      cy.elements().removeClass('apart');
    });
    const recolour = (): void => {
      cy.style(graphStyle(readGraphColours(container), scale.current));
    };
    const systemTheme = matchMedia('(prefers-color-scheme: dark)');
    systemTheme.addEventListener('change', recolour);
    return () => {
      systemTheme.removeEventListener('change', recolour);
      core.current = null;
      cy.destroy();
    };
  }, [graph]);

  useEffect(() => {
    const container = host.current;
    if (!container) return;
    container.dataset['theme'] = theme;
    core.current?.style(graphStyle(readGraphColours(container), scale.current));
  }, [theme]);

  const zoom = (factor: number): void => {
    const cy = core.current;
    cy?.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } });
  };
  const summary = `Graph of ${graph.focus.name || graph.focus.maintainer}: ${formatCount(graph.nodes.length)} nodes, ${formatCount(graph.edges.length)} links. The table shows the same nodes.`;
  return (
    <div className={styles.wrap}>
      <div ref={host} className={`__________cytoscape_container ${styles.canvas}`} role="img" aria-label={summary} data-nodes={graph.nodes.length} />
      <div className={styles.tools}>
        <IconButton icon={ZoomIn} label="Zoom in" onClick={() => zoom(1.35)} />
        <IconButton icon={ZoomOut} label="Zoom out" onClick={() => zoom(1 / 1.35)} />
        <IconButton icon={Maximize} label="Show the whole graph" onClick={() => core.current?.fit(undefined, 36)} />
      </div>
      <p className={styles.hint}>Click {kind === 'direct' ? 'a maintainer' : 'an owner'} to go there, double click a package to open it.</p>
    </div>
  );
}
