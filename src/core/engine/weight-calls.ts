import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import type { PackageKey } from '../../shared/domain/index.ts';
import { folderInRepository, readWeightFile, readWeights, type WeightsInput } from '../package/index.ts';
import { cloneIn, metadataRecord, packagePlaces, type ReadContext } from '../query/index.ts';

export function packageWeights(context: ReadContext, args: CallArguments<'packages.weights'>, isStopped: () => boolean): CallAnswer<'packages.weights'> {
  return readWeights(inputOf(context, args.package, isStopped));
}

export function packageWeightFile(context: ReadContext, args: CallArguments<'packages.weightFile'>, isStopped: () => boolean): CallAnswer<'packages.weightFile'> {
  return readWeightFile(inputOf(context, args.package, isStopped), args);
}

function inputOf(context: ReadContext, key: PackageKey, isStopped: () => boolean): WeightsInput {
  const places = packagePlaces(context.database, key);
  const metadata = metadataRecord(context, places);
  return { hub: key.hub, clone: cloneIn(context, places), metadata, folder: metadata ? folderInRepository(key.hub, metadata) : null, isStopped };
}
