import { hubIds, type HubId } from '../../../../shared/domain/index.ts';

export interface GraphColours {
  readonly ground: string;
  readonly ink: string;
  readonly faint: string;
  readonly line: string;
  readonly accent: string;
  readonly raised: string;
  readonly hubs: Readonly<Record<HubId, string>>;
}

/** The tokens as cytoscape can read them: it draws on a canvas and knows no custom properties. */
export function readGraphColours(host: HTMLElement): GraphColours {
  const probe = document.createElement('span');
  host.append(probe);
  const read = (token: string): string => {
    probe.style.color = `var(--${token})`;
    return getComputedStyle(probe).color;
  };
  const colours: GraphColours = {
    ground: read('surface'),
    ink: read('ink'),
    faint: read('ink-faint'),
    line: read('control-line'),
    accent: read('accent'),
    raised: read('raised'),
    hubs: Object.fromEntries(hubIds.map((hub) => [hub, read(`hub-${hub}`)])) as Record<HubId, string>,
  };
  probe.remove();
  return colours;
}
