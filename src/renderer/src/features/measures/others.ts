import type { CallAnswer } from '../../../../shared/contract/index.ts';
import { stateValue } from '../../../../shared/domain/index.ts';
import { useCall } from '../../client/use-call.ts';
import { formatMoment } from '../../ui/quantity.ts';
import { useIndexedMirror, useMirrors } from '../mirrors/store.ts';

export type EarlierState = CallAnswer<'measures.states'>['states'][number];

export interface Other {
  /** As a parameter of the kind `mirror` holds it. */
  readonly value: string;
  readonly label: string;
}

/** What a result can be set beside: earlier states of the mirror on screen, and other mirrors that have an index. */
export function useOthers(): readonly Other[] {
  const { mirrors, current } = useMirrors();
  const { value } = useStates();
  return [
    ...(value?.states ?? []).filter(({ readable }) => readable).map((state) => ({ value: stateValue(state.id), label: `Earlier: ${stateWords(state)}` })),
    ...mirrors.filter((mirror) => mirror.indexed && mirror.id !== current?.id).map(({ id, title }) => ({ value: id, label: `Mirror: ${title}` })),
  ];
}

export function useStates() {
  const mirror = useIndexedMirror();
  return useCall('measures.states', mirror === null ? null : { mirror });
}

/** "1 November 2026 at 12:00 (0a1b2c3d4e5f)". */
export function stateWords({ builtAt, fingerprint }: Pick<EarlierState, 'builtAt' | 'fingerprint'>): string {
  return `${formatMoment(builtAt / 1000)} (${fingerprint.slice(0, 12)})`;
}
