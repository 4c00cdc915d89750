export { type DashboardChart, writeDashboard } from './dashboard.ts';
export { type ReportSubject, writeReport } from './report.ts';
