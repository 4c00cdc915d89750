import { FormatError } from '../bytes.ts';
import type { Cursor } from '../cursor.ts';
import { elementCount } from '../report.ts';
import { tupleItems, type Value } from './values.ts';

/**
 * joblib writes the bytes of an array into the middle of the pickle, behind the BUILD of its NumpyArrayWrapper
 * (joblib/numpy_pickle.py, NumpyArrayWrapper.read_array): where the state names an alignment a byte with the length of the padding,
 * the padding, then the values; an array of objects is a pickle of its own.
 */
export function skipWrappedArray(object: Value, state: Value, cursor: Cursor, walkObjects: () => void): void {
  if (object === null || typeof object !== 'object' || object.kind !== 'call') return;
  const made = object.callee === 'copyreg._reconstructor' || object.callee === 'copy_reg._reconstructor' ? tupleItems(object.arguments)[0] : { kind: 'import' as const, name: object.callee };
  if (made === null || typeof made !== 'object' || made.kind !== 'import' || made.name !== 'joblib.numpy_pickle.NumpyArrayWrapper') return;
  if (state === null || typeof state !== 'object' || state.kind !== 'dict') throw new FormatError('malformed', `The array wrapper before byte ${cursor.place} has no state.`);
  const dtype = dtypeOf(state.items.get('dtype') ?? null);
  const shape = tupleItems(state.items.get('shape') ?? null);
  const sizes = shape.filter((size) => typeof size === 'number' && size >= 0) as number[];
  if (dtype === null || sizes.length < shape.length) throw new FormatError('malformed', `The array wrapper before byte ${cursor.place} has no dtype and shape that can be read.`);
  if (dtype.isObject) return walkObjects();
  if (typeof state.items.get('numpy_array_alignment_bytes') === 'number') cursor.skip(cursor.u8());
  cursor.skip(elementCount(sizes) * dtype.bytes);
}

/** numpy.dtype('f8', False, True): a letter for the kind and the bytes of a value. */
function dtypeOf(value: Value): { readonly bytes: number; readonly isObject: boolean } | null {
  if (value === null || typeof value !== 'object' || value.kind !== 'call' || value.callee !== 'numpy.dtype') return null;
  const [written] = tupleItems(value.arguments);
  const [, kind, bytes] = /^[<>=|]?([biufcmMOSUVa?])(\d*)$/.exec(typeof written === 'string' ? written : '') ?? [];
  if (kind === undefined) return null;
  // Of U the number counts characters, which take four bytes; of V with fields the size stands elsewhere.
  return { isObject: kind === 'O', bytes: Number(bytes || 1) * (kind === 'U' ? 4 : 1) };
}
