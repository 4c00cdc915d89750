import type { CallAnswer, CallArguments } from '../../shared/contract/index.ts';
import { writePictureFile } from '../subset/index.ts';
import type { WorkerContext } from './worker-context.ts';
import { placesOfAll } from './write-user-file.ts';

export function writePicture(context: WorkerContext, args: CallArguments<'exports.picture'>): CallAnswer<'exports.picture'> {
  return writePictureFile(placesOfAll(context), args);
}
