import { Copy } from 'lucide-react';
import { useMemo } from 'react';
import type { MeasureInfo } from '../../../../shared/contract/index.ts';
import { usualRules } from '../../app/reach-route.ts';
import { modelsAddress, navigate, printRoute, problemsAddress } from '../../app/route.ts';
import { useCall } from '../../client/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Stat, StatStrip } from '../../ui/marks.tsx';
import { PageHeader } from '../../ui/panel.tsx';
import { formatCount, formatShare } from '../../ui/quantity.ts';
import { sayError } from '../../ui/toast.tsx';
import { MeasureTabs } from '../measures/measure-tabs.tsx';
import { useIndexedMirror } from '../mirrors/store.ts';
import { Board } from './board.tsx';
import { health } from '../../../../shared/dashboards/index.ts';
import { freeName, saveDashboard } from './store.ts';

/** The dashboard that everybody has: what can be wrong with a mirror, one by one, without a total. */
export function Health({ measures }: { readonly measures: readonly MeasureInfo[] }) {
  const tiles = useMemo(() => health.tiles.filter(({ measure }) => measures.some(({ id }) => id === measure)), [measures]);
  return (
    <>
      <PageHeader
        title={health.name}
        facts={<span>Each number leads to its measure with rule, denominator and what is missing. There is no total: what matters differs from use to use.</span>}
        actions={
          <Button icon={Copy} onClick={() => void copy()}>
            Copy to arrange
          </Button>
        }
      />
      <MeasureTabs current="dashboards" />
      <Totals />
      <Board tiles={tiles} measures={measures} onChange={null} />
    </>
  );

  async function copy(): Promise<void> {
    const saved = await saveDashboard({ name: freeName('Mirror health'), tiles });
    if (saved.ok) navigate({ view: 'dashboards', dashboard: saved.value.id });
    else sayError(saved.error);
  }
}

/** What no measure tells: how large the mirror is, what could not be read, how few own half of it. */
function Totals() {
  const mirror = useIndexedMirror();
  const { value: overview } = useCall('mirrors.overview', mirror ? { mirror } : null);
  const { value: owners } = useCall('reach.curve', mirror ? { mirror, kind: 'owner', hub: null, ...usualRules } : null);
  const sum = (name: 'packages' | 'clones' | 'problems'): number => overview?.hubs.reduce((total, hub) => total + hub[name], 0) ?? 0;
  const half = owners?.reachingHalf;
  if (!overview) return null;
  return (
    <StatStrip>
      <Stat label="Packages" value={formatCount(sum('packages'))} href={modelsAddress('')} />
      <Stat label="With a clone here" value={formatCount(sum('clones'))} href={modelsAddress('is:cloned')} note={formatShare(sum('clones'), sum('packages'))} />
      <Stat label="Problems" value={formatCount(sum('problems'))} href={problemsAddress()} note="in records and files" />
      <Stat label="Owners reaching half" value={half === null || half === undefined ? '—' : formatCount(half)} href={printRoute({ view: 'reach', kind: 'owner', hub: null, maintainer: null })} note={owners ? `of ${formatCount(owners.maintainers)}` : undefined} />
    </StatStrip>
  );
}
