import { statSync } from 'node:fs';
import type { CallAnswer, MirrorListing } from '../../shared/contract/index.ts';
import { hubById, hubIds } from '../../shared/domain/index.ts';
import { adapterOf, findClones, listHtmlFiles, listJsonFiles, locateMirror, openHubFile, peekArchive, type HubFolder } from '../mirror/index.ts';

/** What lies at some absolute paths, told without reading any record; of archives only the start is looked at. */
export async function inspectPlaces(paths: readonly string[]): Promise<CallAnswer<'mirrors.inspect'>> {
  const located = locateMirror(paths);
  const hubs: MirrorListing['hubs'] = located.folders.map(inspectFolder);
  for (const archive of located.archives) {
    const archiveBytes = statSync(archive).size;
    for (const hub of await peekArchive(archive)) hubs.push({ hub, title: hubById(hub).title, origin: 'archive', path: archive, archiveBytes });
  }
  return { sources: [...located.sources], hubs: hubs.sort((left, right) => hubIds.indexOf(left.hub) - hubIds.indexOf(right.hub)) };
}

function inspectFolder(place: HubFolder): MirrorListing['hubs'][number] {
  const ignore = (): void => undefined;
  const files = listJsonFiles(place);
  const { recordsPath } = adapterOf(place.hub);
  let clones = 0;
  for (const clone of findClones(place.hub, place.folder, ignore)) if (clone.layout !== 'empty') clones += 1;
  const sizes = files.map((path) => openHubFile(place, path, ignore)?.bytes ?? 0);
  return {
    hub: place.hub, title: hubById(place.hub).title, origin: 'folder', path: place.folder, recordsFile: files.includes(recordsPath) ? recordsPath : null,
    metadataFiles: files.filter((path) => path !== recordsPath).length, htmlFiles: listHtmlFiles(place).length, jsonBytes: sizes.reduce((sum, bytes) => sum + bytes, 0), clones,
  };
}
