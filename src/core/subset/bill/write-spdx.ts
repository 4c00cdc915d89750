import type { HubId } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { pluralText } from '../../../shared/text/quantity.ts';
import { hubOfNumber } from '../../index/index.ts';
import { type Json, othersThan } from './cyclonedx.ts';
import { chosenBases, identityOf, Omissions } from './document.ts';
import { isOfOne, placeOf, readBillFacts } from './facts.ts';
import { billSchema } from './schemas.ts';
import { baseElement, datasetElement, headElements, licenceElement, ownerElement, SpdxNames, spdxPackage, tailElements, type DocumentFacts } from './spdx.ts';
import { startMeter } from '../meter.ts';
import type { PartFile } from '../part-file.ts';
import type { DocumentContent, DocumentWork, WriteDocument } from '../types.ts';

/** A bill of materials as SPDX 3.0.1 has it, with classes of its AI and dataset profiles; its schema has been loaded. */
export const writeSpdx: WriteDocument = (work, file) => new SpdxBill(work, file).write();

class SpdxBill {
  private readonly work: DocumentWork;
  private readonly file: PartFile;
  private readonly names: SpdxNames;
  private readonly facts: DocumentFacts;
  private readonly owners = new Map<string, { readonly hub: HubId; readonly name: string }>();
  private readonly licences = new Set(['CC0-1.0']);
  private readonly datasets = new Set<string>();
  private readonly bases = new Set<string>();
  private readonly omitted = new Set<string>();
  private readonly omissions = new Omissions();
  private isFirst = true;
  private allMeetProfile = true;

  constructor(work: DocumentWork, file: PartFile) {
    const { uuid, created, fingerprint } = identityOf(work, 'spdx-3.0.1');
    this.work = work;
    this.file = file;
    this.names = new SpdxNames(uuid);
    const count = work.chosen.ids.length;
    this.facts = { created, version: work.appVersion, title: `${pluralText(count, 'package')} of the mirror index ${fingerprint}` };
  }

  write(): DocumentContent {
    this.file.write('{\n  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",\n  "@graph": [');
    for (const element of headElements(this.names, this.facts)) this.addOwn(element);
    const counts = this.addPackages();
    this.addNamed();
    this.addTail();
    this.file.write('\n  ]\n}\n');
    return { ...counts, leftOut: this.omissions.list };
  }

  private addPackages(): Pick<DocumentContent, 'packages' | 'byHub'> {
    const { work, names } = this;
    const meter = startMeter(work.control, { phase: 'Writing packages', total: work.chosen.ids.length, unit: 'packages' });
    const schema = billSchema('spdx-3.0.1');
    const byHub: Partial<Record<HubId, number>> = {};
    let done = 0;
    let packages = 0;
    for (const facts of readBillFacts(work)) {
      meter.at(done);
      done += 1;
      const { hub, name, owner, datasets } = facts.record;
      const { elements, meetsProfile } = spdxPackage(facts, names);
      const fault = elements.map(schema.part).find((one) => one !== null) ?? null;
      if (fault !== null) {
        if (isOfOne(work)) throw new ExpectedError('refused', `What the mirror states of ${name} makes no valid SPDX 3.0.1: ${fault}.`, 'Nothing was written.');
        this.omissions.add(`Not valid SPDX 3.0.1: ${fault}.`, `${hub}/${name}`);
        this.omitted.add(facts.place);
        continue;
      }
      for (const element of elements) this.add(element);
      if (owner !== null) this.owners.set(names.owner(hub, owner), { hub, name: owner });
      if (facts.licence !== null) this.licences.add(facts.licence);
      for (const dataset of datasets) this.datasets.add(dataset);
      for (const { base } of othersThan(facts.record)) this.bases.add(base);
      this.allMeetProfile &&= meetsProfile;
      byHub[hub] = (byHub[hub] ?? 0) + 1;
      packages += 1;
    }
    return { packages, byHub };
  }

  /** What the packages name, each once. */
  private addNamed(): void {
    const { names, work } = this;
    const isChosen = chosenBases(work);
    for (const { hub, name } of this.owners.values()) this.addOwn(ownerElement(names, hub, name));
    for (const id of this.licences) this.addOwn(licenceElement(names, id));
    for (const name of this.datasets) this.addOwn(datasetElement(names, name));
    for (const base of this.bases) {
      if (isChosen(base) && !this.omitted.has(placeOf('huggingface', base, 0))) continue;
      this.addOwn(baseElement(names, base));
      this.allMeetProfile = false;
    }
  }

  /** The list of packages that the bill is of is written piece by piece; it is checked with one of them. */
  private addTail(): void {
    const { names, facts } = this;
    const profiles = ['core', 'software', 'simpleLicensing', ...(this.allMeetProfile ? ['ai'] : [])];
    const mark = names.package('-');
    const { bill, document } = tailElements(names, facts, { roots: [mark], profiles });
    this.check(bill);
    const [before = '', after = ''] = JSON.stringify(bill).split(JSON.stringify(mark));
    this.file.write(`,\n    ${before}`);
    this.writeRoots();
    this.file.write(after);
    this.addOwn(document);
  }

  private writeRoots(): void {
    const { chosen, context } = this.work;
    const key = context.database.prepare<[number], { hub: number; name: string; ordinal: number }>('SELECT hub, name, ordinal FROM package WHERE id = ?');
    let isFirst = true;
    for (const id of chosen.ids) {
      const row = key.get(id);
      const place = row === undefined ? null : placeOf(hubOfNumber(row.hub), row.name, row.ordinal);
      if (place === null || this.omitted.has(place)) continue;
      this.file.write(`${isFirst ? '' : ','}${JSON.stringify(this.names.package(place))}`);
      isFirst = false;
    }
  }

  private addOwn(element: Json): void {
    this.check(element);
    this.add(element);
  }

  /** Elements that hold no value of the mirror but a text: what is wrong with one is a fault of this program. */
  private check(element: Json): void {
    const fault = billSchema('spdx-3.0.1').part(element);
    if (fault !== null) throw new Error(`${String(element['type'])} is not valid SPDX 3.0.1: ${fault}`);
  }

  private add(element: Json): void {
    this.file.write(`${this.isFirst ? '' : ','}\n    ${JSON.stringify(element)}`);
    this.isFirst = false;
  }
}
