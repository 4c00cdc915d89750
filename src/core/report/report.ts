import { hubById, type HubId } from '../../shared/domain/index.ts';
import { countText, dayText, pluralText } from '../../shared/text/quantity.ts';
import type { MeasureSource } from '../measures/index.ts';
import { Colours } from './chart.ts';
import { h, type Element } from './html.ts';
import { measureSections } from './measures.ts';
import { footOf, writePage } from './page.ts';
import { reachSection } from './reach.ts';

/** What a report is about. It names no time of its own and no place of a machine, so that the same report of the same mirror is the same bytes. */
export interface ReportSubject {
  /** A search text whose packages the report is about. */
  readonly query: string;
  /** The selection in words. */
  readonly words: string;
  readonly packages: number;
  readonly byHub: readonly { readonly hub: HubId; readonly packages: number }[];
  /** Packages of the whole mirror. */
  readonly ofAll: number;
  readonly notes: readonly string[];
  /** Over all that was read of the mirror, and with the form of the index. */
  readonly mirrorFingerprint: string;
  readonly indexFingerprint: string;
  readonly appVersion: string;
  /** The newest date that the mirror states of one of the packages. */
  readonly newest: string;
}

/** Writes a report as one HTML page that needs nothing else: no network, no script, pictures as SVG within. `tick` is told how far it is, and may throw. */
export function writeReport(source: MeasureSource, subject: ReportSubject, write: (text: string) => void, tick: (done: number, of: number) => void): void {
  const colours = new Colours();
  const made = `PTMTorrent Explorer ${subject.appVersion}`;
  const measured = measureSections(source, subject.query, colours, (done, of) => tick(done, of + 1));
  tick(measured.entries.length, measured.entries.length + 1);
  const reach = reachSection(source, subject.query, colours, made);
  const title = `Report on ${pluralText(subject.packages, 'package')}`;
  writePage(title, colours, h('body', {}, headOf(title, subject, source), contents(measured.entries), h('main', {}, reach, ...measured.sections), footOf(made)), write);
}

function headOf(title: string, subject: ReportSubject, { measured, lastState }: MeasureSource): Element {
  const lists = measured.list().length;
  return h(
    'header', {},
    h('h1', {}, title),
    h(
      'dl', {},
      h('dt', {}, 'Selection'), h('dd', {}, h('code', {}, subject.words)),
      h('dt', {}, 'Packages'), h('dd', {}, `${countText(subject.packages)} of ${countText(subject.ofAll)} in the mirror: ${subject.byHub.map(({ hub, packages }) => `${hubById(hub).title} ${countText(packages)}`).join(', ')}`),
      ...subject.notes.flatMap((note) => [h('dt', {}, 'Note'), h('dd', {}, note)]),
      h('dt', {}, 'Newest date stated'), h('dd', {}, subject.newest),
      h('dt', {}, 'Mirror fingerprint'), h('dd', {}, h('code', {}, subject.mirrorFingerprint), ': SHA-256 over paths, sizes and sums of the files that were read, and the commits of clones'),
      h('dt', {}, 'Index fingerprint'), h('dd', {}, h('code', {}, subject.indexFingerprint), ': of that mirror in the form that this version of the program reads'),
      h('dt', {}, 'Made with'), h('dd', {}, `PTMTorrent Explorer ${subject.appVersion}`),
      h('dt', {}, "The user's own"), h('dd', {}, `Whoever made this page has ${lists === 0 ? 'no lists' : pluralText(lists, 'list')} of measured results; maintainers are merged by that person’s aliases, if there are any`),
      h('dt', {}, 'Earlier state'), ...(lastState === undefined ? [h('dd', {}, 'None is kept, which turnover would be told against')] : [h('dd', {}, `That of ${dayText(lastState.builtAt / 1000)}, the last one that is kept, for turnover: index `, h('code', {}, lastState.fingerprint))]),
    ),
    h('p', {}, 'Shares have a 95% interval after Wilson. Published values stand beside the own ones and enter no result. What is not known is counted as missing, never as zero.'),
    h('p', {}, 'Where a manifest lies beside this file, it names the selection, the index and the sum of this file: ', h('code', {}, 'ptmx export --from MANIFEST'), ' makes it again, byte for byte, from the same mirror.'),
  );
}

function contents(entries: readonly { readonly id: string; readonly title: string }[]): Element {
  return h('nav', { 'aria-label': 'Contents' }, h('ul', {}, ...[{ id: 'reach', title: "Maintainers' reach" }, ...entries].map(({ id, title }) => h('li', {}, h('a', { place: id }, title)))));
}
