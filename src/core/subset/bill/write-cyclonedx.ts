import type { HubId } from '../../../shared/domain/index.ts';
import { ExpectedError } from '../../../shared/result.ts';
import { datasetComponent, datasetReference, type Json, modelComponent, othersThan, packageReference, property } from './cyclonedx.ts';
import { chosenBases, cleaned, identityOf, Omissions } from './document.ts';
import { isOfOne, placeOf, readBillFacts } from './facts.ts';
import { billSchema } from './schemas.ts';
import { startMeter } from '../meter.ts';
import { readPackages } from '../package-record.ts';
import type { PartFile } from '../part-file.ts';
import type { DocumentContent, DocumentWork, WriteDocument } from '../types.ts';

export type CycloneDxVersion = '1.6' | '1.7';

/** A document without its lists, in the order in which it is read. */
function envelope(work: DocumentWork, version: CycloneDxVersion): Json {
  const { uuid, created, fingerprint } = identityOf(work, `cyclonedx-${version}`);
  const { chosen } = work;
  return cleaned<Json>({
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: {
      timestamp: created,
      lifecycles: [{ phase: 'discovery' }],
      tools: { components: [{ type: 'application', name: 'PTMTorrent Explorer', version: work.appVersion }] },
      properties: [
        property('ptmx:index-fingerprint', fingerprint),
        property('ptmx:packages', String(chosen.ids.length)),
        ...(chosen.selection.kind === 'query' ? [property('ptmx:query', chosen.selection.query)] : []),
      ],
    },
  });
}

/** A bill of materials of machine learning models, as CycloneDX has it; its schema has been loaded. */
export function cycloneDxWriter(version: CycloneDxVersion): WriteDocument {
  return (work, file) => {
    const head = envelope(work, version);
    const schema = billSchema(`cyclonedx-${version}`);
    const fault = schema.whole({ ...head, components: [], dependencies: [] });
    if (fault !== null) throw new Error(`The envelope is not valid CycloneDX ${version}: ${fault}`);
    return isOfOne(work) ? writeOne(work, file, version, head) : writeMany(work, file, version, head);
  };
}

/** The bill of one package is about it: `metadata.component`. */
function writeOne(work: DocumentWork, file: PartFile, version: CycloneDxVersion, head: Json): DocumentContent {
  const [facts] = readBillFacts(work);
  if (facts === undefined) throw new ExpectedError('not-found', 'The package is not in this mirror any more.');
  const { datasets } = facts.record;
  const bill = {
    ...head,
    metadata: { ...(head['metadata'] as Json), component: modelComponent(facts) },
    components: datasets.map(datasetComponent),
    dependencies: [{ ref: packageReference(facts.place), dependsOn: datasets.map(datasetReference) }, ...datasets.map((name) => ({ ref: datasetReference(name) }))],
  };
  const fault = billSchema(`cyclonedx-${version}`).whole(bill);
  if (fault !== null) throw new ExpectedError('refused', `What the mirror states of ${facts.record.name} makes no valid CycloneDX ${version}: ${fault}.`, 'Nothing was written.');
  file.write(`${JSON.stringify(bill, null, 2)}\n`);
  return { packages: 1, byHub: { [facts.record.hub]: 1 }, leftOut: [] };
}

/** A bill of many is a list: components one a line, each checked by itself, so that its length costs no memory. */
function writeMany(work: DocumentWork, file: PartFile, version: CycloneDxVersion, head: Json): DocumentContent {
  const schema = billSchema(`cyclonedx-${version}`);
  const { ids } = work.chosen;
  const meter = startMeter(work.control, { phase: 'Writing packages', total: ids.length, unit: 'packages' });
  const omissions = new Omissions();
  const omitted = new Set<string>();
  const datasets = new Set<string>();
  const byHub: Partial<Record<HubId, number>> = {};
  const list = new ListWriter(file);
  let done = 0;
  let packages = 0;
  file.write(`${JSON.stringify(head, null, 2).slice(0, -'\n}'.length)},\n  "components": [`);
  for (const facts of readBillFacts(work)) {
    meter.at(done);
    done += 1;
    const { hub, name } = facts.record;
    const component = modelComponent(facts);
    const fault = schema.part(component);
    if (fault === null) {
      list.add(component);
      for (const dataset of facts.record.datasets) datasets.add(dataset);
      byHub[hub] = (byHub[hub] ?? 0) + 1;
      packages += 1;
    } else {
      omissions.add(`Not valid CycloneDX ${version}: ${fault}.`, `${hub}/${name}`);
      omitted.add(facts.place);
    }
  }
  for (const name of datasets) {
    const component = datasetComponent(name);
    if (schema.part(component) !== null) throw new Error('A dataset has nothing that could be invalid');
    list.add(component);
  }
  list.end();
  writeDependencies(work, file, { omitted, datasets });
  file.write('\n}\n');
  return { packages, byHub, leftOut: omissions.list };
}

interface Named {
  readonly omitted: ReadonlySet<string>;
  readonly datasets: ReadonlySet<string>;
}

/** What depends on what, in a second pass: to remember it from the first would take memory by the package. */
function writeDependencies(work: DocumentWork, file: PartFile, { omitted, datasets }: Named): void {
  const { context, chosen, control } = work;
  const meter = startMeter(control, { phase: 'Writing dependencies', total: chosen.ids.length, unit: 'packages' });
  const isChosen = chosenBases(work);
  const list = new ListWriter(file);
  let done = 0;
  file.write(',\n  "dependencies": [');
  for (const record of readPackages(context.database, chosen.ids, { withClaims: false })) {
    meter.at(done);
    done += 1;
    const place = placeOf(record.hub, record.name, record.ordinal);
    if (omitted.has(place)) continue;
    const bases = othersThan(record).map(({ base }) => base).filter(isChosen).map((base) => placeOf('huggingface', base, 0));
    const dependsOn = new Set([...record.datasets.map(datasetReference), ...bases.filter((base) => !omitted.has(base)).map(packageReference)]);
    list.add({ ref: packageReference(place), ...(dependsOn.size === 0 ? {} : { dependsOn: [...dependsOn] }) });
  }
  for (const name of datasets) list.add({ ref: datasetReference(name) });
  list.end();
}

/** Entries of a JSON list, one a line. */
class ListWriter {
  private readonly file: PartFile;
  private isEmpty = true;

  constructor(file: PartFile) {
    this.file = file;
  }

  add(entry: Json): void {
    this.file.write(`${this.isEmpty ? '' : ','}\n    ${JSON.stringify(entry)}`);
    this.isEmpty = false;
  }

  end(): void {
    this.file.write(this.isEmpty ? ']' : '\n  ]');
  }
}
