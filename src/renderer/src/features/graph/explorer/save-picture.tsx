import { useMemo } from 'react';
import { hubById } from '../../../../../shared/domain/index.ts';
import { usualRules } from '../../../app/reach-route.ts';
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
export function SavePicture({ context: { picture, scope, whole }, model: { canvas, seen, exploration }, onClose }: SavePictureProps) {
  const { appearance, time, names } = useExplorer();
  const graph = useMemo(() => ({ ...whole, nodes: [...(seen?.nodes ?? [])], edges: [...(seen?.edges ?? [])] }), [whole, seen]);
  const positions = useMemo(() => {
    const points = new Map(canvas?.nodes.map(({ node, at }) => [node.id, at]));
    return Float32Array.from(graph.nodes.flatMap(({ id }) => [points.get(id)?.x ?? 0, points.get(id)?.y ?? 0]));
  }, [canvas, graph]);
  return (
    <ExportPicture
      graph={graph}
      positions={positions}
      choice={appearance}
      hidden={exploration.filtered}
      time={time}
      title={pictureName(picture, (id) => names.get(id))}
      filters={filtersInWords(scope)}
      onClose={onClose}
    />
  );
}

const keyWords = { email: 'e-mail', name: 'name', both: 'name and e-mail' } as const;
const roleWords = { author: 'authors', committer: 'committers', either: 'authors and committers' } as const;

/** Which part of the mirror a picture is drawn from, for a caption. */
export function filtersInWords({ hub, query, key, role, holder, dependencies }: DrawnContext['scope']): string {
  const { relations, dataset, architecture, repository } = dependencies;
  const tied = [dataset && 'datasets', architecture && 'architectures', repository && 'shared repositories'].filter(Boolean);
  return [
    hub === null ? 'All hubs' : hubById(hub).title,
    query,
    `${roleWords[role]} of commits by ${keyWords[key]}`,
    relations.length < usualRules.dependencies.relations.length && `base models by ${relations.join(', ') || 'no relation'}`,
    tied.length > 0 && `also tied by ${tied.join(', ')}`,
    holder === 'committed' && 'packages of whoever committed to them',
  ].filter(Boolean).join('; ');
}
