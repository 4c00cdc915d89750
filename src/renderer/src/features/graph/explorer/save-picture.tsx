import { useMemo } from 'react';
import { usualAppearance } from '../../../../../shared/graph/index.ts';
import { ExportPicture } from '../export/export-picture.tsx';
import { useExplorer } from '../state/store.ts';
import { pictureName } from '../words.ts';
import type { DrawnContext } from './context.ts';
import type { PictureModel } from './use-picture.ts';

interface SavePictureProps {
  readonly context: DrawnContext;
  readonly model: PictureModel;
  readonly onClose: () => void;
}

/** Saves what is on screen: with what was expanded, without what was hidden. */
export function SavePicture({ context: { picture, whole }, model: { appearance, canvas, seen, exploration }, onClose }: SavePictureProps) {
  const { time, names } = useExplorer();
  const graph = useMemo(() => ({ ...whole, nodes: [...(seen?.nodes ?? [])], edges: [...(seen?.edges ?? [])] }), [whole, seen]);
  const positions = useMemo(() => {
    const points = new Map(canvas?.nodes.map(({ node, at }) => [node.id, at]));
    return Float32Array.from(graph.nodes.flatMap(({ id }) => [points.get(id)?.x ?? 0, points.get(id)?.y ?? 0]));
  }, [canvas, graph]);
  return (
    <ExportPicture
      graph={graph}
      positions={positions}
      choice={appearance?.choice ?? usualAppearance(graph.nodes)}
      hidden={exploration.filtered}
      time={time}
      title={pictureName(picture, (id) => names.get(id))}
      onClose={onClose}
    />
  );
}
