/** What a user may save as dashboards. Lengths in UTF-16 units, as forms count them. */
export const dashboardLimits = { name: 100, dashboards: 200, tiles: 40 } as const;
