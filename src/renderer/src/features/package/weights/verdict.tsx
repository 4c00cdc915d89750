import type { WeightFile } from '../../../../../shared/contract/index.ts';
import { Badge, type Tone } from '../../../ui/marks.tsx';

export type Verdict = WeightFile['verdict'];

/** No verdict is green: an allow-list tells what is known, and vouches for nothing. */
const tones: Readonly<Record<Verdict['kind'], Tone>> = {
  'other-imports': 'danger',
  'holds-code': 'danger',
  unparsed: 'warning',
  'not-examined': 'neutral',
  'known-imports': 'accent',
  'no-imports': 'neutral',
  'content-absent': 'neutral',
};

export function VerdictBadge({ verdict }: { readonly verdict: Verdict }) {
  return (
    <Badge tone={tones[verdict.kind]} title={verdict.text}>
      {verdict.text}
    </Badge>
  );
}
