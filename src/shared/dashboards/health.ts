import type { DashboardContent, DashboardTile } from '../contract/index.ts';

/** Its address; saved dashboards have ids of other letters. */
export const healthId = 'health';

const tile = (measure: string, part: string | null, look: DashboardTile['look'] = 'chart', parameters: DashboardTile['parameters'] = {}): DashboardTile => ({ measure, part, look, parameters, query: '' });

/** How healthy is this mirror? One chart for each thing that can be wrong, and no total. A tile whose measure this version lacks is not shown. */
export const health: DashboardContent = {
  name: 'How healthy is this mirror?',
  tiles: [
    tile('hub-summary', null, 'wide'),
    tile('claims-by-task', 'whole'),
    tile('signed', null),
    tile('documentation', 'whole', 'numbers'),
    tile('licences', null),
    tile('weights', null),
    tile('discrepancies', null),
    tile('anatomy', null),
    tile('download-rates', null),
    tile('maintenance', null),
    tile('naming', null),
    tile('defences', null, 'wide'),
  ],
};
