import { text } from '../fields.ts';
import { clonePathsOfUrl } from '../github.ts';
import { papersOf } from '../papers.ts';
import { emptyPackage, reportNameless, type HubAdapter } from './adapter.ts';
import { entryId, joinRecords } from './join.ts';

const hub = 'pytorchhub';

/**
 * PyTorch Hub: owners are display names; LatestGitCommitSHA was computed in the wrong folder (trap 7), so it is kept
 * out; several models share a repository, which the addresses name in many spellings (trap 21).
 */
export const pyTorchHub: HubAdapter = {
  hub,
  recordsPath: 'json/pytorchhub.json',
  metadataPaths: ['json/metadata/pyth_models_metadata.json'],
  clonesExpected: true,
  read(input, emit) {
    const metadata = input.file('json/metadata/pyth_models_metadata.json');
    for (const joined of joinRecords(input, input.file('json/pytorchhub.json'), metadata, entryId)) {
      const { unified } = joined;
      const model = joined.metadata?.value ?? {};
      const name = unified?.name ?? text(model['ModelName']);
      if (name === null) {
        reportNameless(input, metadata, joined.metadata);
        continue;
      }
      const gitHub = text(model['GitHubURL']);
      const facts: [string, string][] = [];
      for (const [label, key] of [['Colab', 'ColabURL'], ['Demo', 'DemoURL'], ['Source', 'GitHubURL']] as const) {
        const value = text(model[key]);
        if (value !== null) facts.push([label, value]);
      }
      emit({
        package: {
          ...emptyPackage(hub, name),
          recordNumber: unified?.recordNumber ?? null,
          metadataId: unified?.metadataId ?? entryId(model),
          owner: unified?.owner ?? text(model['ModelAuthor']),
          url: text(model['ModelURL']) ?? unified?.url ?? gitHub,
          ownerUrl: unified?.ownerUrl ?? null,
          description: text(model['ModelDescription']),
          task: unified?.task ? { value: unified.task, original: unified.task } : null,
          library: { value: 'pytorch', original: 'pytorch' },
          datasets: unified?.datasets ?? [],
          papers: papersOf(unified?.paperDois ?? []),
          facts,
          clonePaths: clonePathsOfUrl(gitHub, unified?.url ?? null),
        },
        unified: unified?.place ?? null,
        metadata: joined.metadata && metadata ? { file: metadata.path, offset: joined.metadata.offset, length: joined.metadata.length } : null,
      });
    }
  },
};
