import type { MirrorSummary } from '../../../../shared/contract/index.ts';
import { useMirrors } from '../mirrors/store.ts';

/** Mirrors that a result can be set beside: those that have an index, but the one on screen. */
export function useOtherMirrors(): readonly MirrorSummary[] {
  const { mirrors, current } = useMirrors();
  return mirrors.filter((mirror) => mirror.indexed && mirror.id !== current?.id);
}
