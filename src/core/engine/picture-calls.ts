import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { writePictureFile } from '../subset/index.ts';
import type { WorkerContext } from './worker-context.ts';

/** A picture belongs to no mirror, and is written into none. */
export function writePicture(context: WorkerContext, args: CallArguments<'exports.picture'>): CallAnswer<'exports.picture'> {
  const sources = context.userDatabase.mirrors().flatMap((mirror) => mirror.sources);
  return writePictureFile({ mirror: { title: '', sources }, hubFolders: {} }, args);
}
