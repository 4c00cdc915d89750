import type { CallAnswer, ReachKind } from '../../../../../shared/contract/index.ts';
import { Panel } from '../../../ui/panel.tsx';
import { formatCount, formatShare } from '../../../ui/quantity.ts';
import { capitalised, reachWords } from '../words.ts';
import { LineChart } from './line-chart.tsx';
import styles from '../reach.module.css';

/** How few together reach how much, chosen greedily. */
export function CoverPanel({ curve, kind }: { readonly curve: CallAnswer<'reach.curve'>; readonly kind: ReachKind }) {
  const { whos, whats } = reachWords[kind];
  const points = [{ maintainers: 0, reached: 0 }, ...curve.cover];
  const told = curve.reaching.map(({ share, maintainers }) => (maintainers === null ? null : `${formatCount(100 * share)} % by ${formatCount(maintainers)}`)).filter((text) => text !== null);
  return (
    <Panel title={`What the first ${whos} reach together`} note="Chosen one by one, each time whoever adds most">
      <LineChart
        label={`${capitalised(whats)} that ${whos} reach together`}
        places={points.map(({ maintainers }) => maintainers)}
        names={points.map(({ maintainers }) => formatCount(maintainers))}
        lines={[{ label: `${capitalised(whats)} reached`, values: points.map(({ reached }) => reached) }]}
        xLabel={`${capitalised(whos)}, chosen greedily`}
        yLabel={capitalised(whats)}
        mark={{ value: curve.reachable / 2, name: 'half' }}
        format={(value) => `${formatCount(value)} (${formatShare(value, curve.reachable)})`}
      />
      {told.length > 0 && <p className={styles.muted}>{`Of all ${whats}, ${told.join(', ')}.`}</p>}
    </Panel>
  );
}
