import { text, texts } from '../fields.ts';
import { clonePathsOfUrl } from '../github.ts';
import { papersOf } from '../papers.ts';
import { emptyPackage, reportNameless, type HubAdapter } from './adapter.ts';
import { entryId, joinRecords } from './join.ts';

const hub = 'modelhub';

/** Modelhub.ai: ids are UUIDs; the backends are the library, the first one counts. */
export const modelHub: HubAdapter = {
  hub,
  recordsPath: 'json/modelhub.json',
  metadataPaths: ['json/metadata/mh_metadata.json'],
  clonesExpected: true,
  read(input, emit) {
    const metadata = input.file('json/metadata/mh_metadata.json');
    for (const joined of joinRecords(input, input.file('json/modelhub.json'), metadata, entryId)) {
      const { unified } = joined;
      const model = joined.metadata?.value ?? {};
      const name = unified?.name ?? text(model['name']);
      if (name === null) {
        reportNameless(input, metadata, joined.metadata);
        continue;
      }
      const task = text(model['task_extended']) ?? unified?.task ?? null;
      const backends = texts(model['backend']);
      const facts: [string, string][] = [];
      if (backends.length > 0) facts.push(['Backends', backends.join(', ')]);
      const branch = text(model['github_branch']);
      if (branch !== null) facts.push(['Branch', branch]);
      if (typeof model['gpu'] === 'boolean') facts.push(['GPU', model['gpu'] ? 'required' : 'not required']);
      const gitHub = text(model['github']);
      emit({
        package: {
          ...emptyPackage(hub, name),
          recordNumber: unified?.recordNumber ?? null,
          metadataId: unified?.metadataId ?? entryId(model),
          owner: unified?.owner ?? null,
          url: unified?.url ?? gitHub,
          ownerUrl: unified?.ownerUrl ?? null,
          task: task === null ? null : { value: task, original: task },
          library: backends[0] === undefined ? null : { value: backends[0].toLowerCase(), original: backends[0] },
          tags: backends,
          datasets: unified?.datasets ?? [],
          papers: papersOf(unified?.paperDois ?? []),
          sha: unified?.sha ?? null,
          facts,
          clonePaths: clonePathsOfUrl(gitHub, unified?.url ?? null),
        },
        unified: unified?.place ?? null,
        metadata: joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null,
      });
    }
  },
};
