export { type DashboardChart, writeDashboard } from './dashboard.ts';
export { writeReport } from './report.ts';
