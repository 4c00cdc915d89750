import { timeText } from '../../shared/table/index.ts';
import { cancelledError, ExpectedError } from '../../shared/result.ts';
import { addTo, emptySet, lastPackage, nameSet } from '../query/index.ts';
import { writeReport } from '../report/index.ts';
import { fingerprintOf, indexFingerprintOf } from './manifest.ts';
import { startMeter } from './meter.ts';
import { countByHub, newestDate } from './selection.ts';
import type { DocumentWork, WriteDocument } from './types.ts';

/** What packages picked by hand are called in searches within the report. */
const pickedName = 'packages picked for this report';

/** Everything that this program measures of the packages, as one page. */
export const writeReportOf: WriteDocument = (work, file) => {
  const { context, source, chosen, control, appVersion } = work;
  if (source === null) throw new Error('A report is written of what measures are taken of');
  const { database } = context;
  if (chosen.ids.length === 0) throw new ExpectedError('refused', 'The selection holds no package.', 'Choose at least one.');
  const hubs = countByHub(database, chosen, '1');
  const subject = {
    ...selectionOf(work),
    packages: chosen.ids.length,
    byHub: hubs,
    ofAll: lastPackage(database),
    notes: [...chosen.notes, ...chosen.leftOut.map(({ reason, count }) => `${count.toLocaleString('en')} left out: ${reason}`)],
    mirrorFingerprint: fingerprintOf(database),
    indexFingerprint: indexFingerprintOf(database),
    appVersion,
    newest: timeText(newestDate(database, chosen))?.slice(0, 10) ?? 'none',
  };
  const meter = startMeter(control, { phase: 'Measuring packages', total: subject.packages, unit: 'packages' });
  // Every measure looks at all packages; its share of them stands for it.
  const tick = (done: number, of: number): void => meter.at(Math.floor((done / of) * subject.packages));
  const write = (text: string): void => {
    if (control.isCancelled()) throw cancelledError();
    file.write(text);
  };
  writeReport(source, subject, write, tick);
  return { packages: chosen.ids.length, byHub: Object.fromEntries(hubs.map(({ hub, packages }) => [hub, packages])), leftOut: [] };
};

function selectionOf({ context: { database }, chosen }: DocumentWork): { readonly query: string; readonly words: string } {
  const { selection } = chosen;
  if (selection.kind === 'query') return { query: selection.query, words: selection.query.trim() === '' ? 'every package of the mirror' : selection.query };
  const set = emptySet(lastPackage(database));
  for (const id of chosen.ids) addTo(set, id);
  return { query: nameSet(database, pickedName, set), words: 'packages picked by hand, which the manifest lists' };
}
