import { hubById } from '../../src/shared/domain/hub.ts';
import type { HubId } from '../../src/shared/domain/hub.ts';
import type { PythonObject } from './python-json.ts';

export interface UnifiedFields {
  /** Row number in the hub's metadata; rows that were dropped leave gaps. */
  readonly id: number;
  readonly commit: string;
  readonly objectId: string;
  readonly name: string;
  readonly owner: string;
  readonly ownerUrl: string;
  readonly url: string;
  readonly architecture?: string | undefined;
  readonly paperDois?: readonly string[] | undefined;
  readonly task?: string | undefined;
}

const hubPages: Readonly<Partial<Record<HubId, string>>> = { pytorchhub: 'https://pytorch.com/hub' };

/** A unified record with its keys in the generator's order. `metadataFile` is the file that the generator names, right or wrong. */
export function unifiedRecord(hub: HubId, metadataFile: string, fields: UnifiedFields): PythonObject {
  const { emittedName, url } = hubById(hub);
  return {
    id: fields.id,
    LatestGitCommitSHA: fields.commit,
    ModelHub: {
      MetadataFilePath: `data/${hub}/json/metadata/${metadataFile}`,
      MetadataObjectID: fields.objectId,
      ModelHubName: emittedName,
      ModelHubURL: hubPages[hub] ?? url,
    },
    ModelName: fields.name,
    ModelOwner: fields.owner,
    ModelOwnerURL: fields.ownerUrl,
    ModelURL: fields.url,
    ModelArchitecture: fields.architecture,
    ModelPaperDOIs: fields.paperDois,
    ModelTask: fields.task,
  };
}
