export { type ReportSubject, writeReport } from './report.ts';
