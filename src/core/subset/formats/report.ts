import { timeText } from '../../../shared/table/index.ts';
import { cancelledError, ExpectedError } from '../../../shared/result.ts';
import { addTo, emptySet, lastPackage, nameSet } from '../../query/index.ts';
import { writeReport } from '../../report/index.ts';
import { fingerprintOf, indexFingerprintOf } from '../manifest.ts';
import { startMeter } from '../meter.ts';
import { countByHub, newestDate } from '../selection.ts';
import type { DocumentFormat, DocumentWork } from '../types.ts';

/** What packages picked by hand are called in searches within the report. */
const pickedName = 'packages picked for this report';

/** Everything that this program measures of the packages, as one page. */
export const report: DocumentFormat = {
  kind: 'document',
  info: { id: 'report', group: 'report', title: 'Report', description: 'One HTML page with every measure and the reach of maintainers, as tables and charts; it needs no network.', target: 'file', extension: 'html', choosable: false },
  notes: [
    'One HTML page, UTF-8, without scripts and without addresses that are fetched; a policy within it forbids both.',
    'It names no time of its own and no place of the machine. Aliases, lists of measured results and the last earlier state of whoever made it enter its numbers.',
  ],
  estimate: () => 800_000,
  prepare: () => Promise.resolve(),
  write: (work, file) => {
    const { context, chosen, control, appVersion } = work;
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
    writeReport(context, subject, write, tick);
    return { packages: chosen.ids.length, byHub: Object.fromEntries(hubs.map(({ hub, packages }) => [hub, packages])), leftOut: [] };
  },
};

function selectionOf({ context: { database }, chosen }: DocumentWork): { readonly query: string; readonly words: string } {
  const { selection } = chosen;
  if (selection.kind === 'query') return { query: selection.query, words: selection.query.trim() === '' ? 'every package of the mirror' : selection.query };
  const set = emptySet(lastPackage(database));
  for (const id of chosen.ids) addTo(set, id);
  return { query: nameSet(database, pickedName, set), words: 'packages picked by hand, which the manifest lists' };
}
