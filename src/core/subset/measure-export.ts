import type { CallAnswer } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import type { WorkControl } from '../index/index.ts';
import type { ReadContext } from '../query/index.ts';
import { explainFailure } from './failure.ts';
import { formatOf } from './formats/registry.ts';
import { checkChoices, chosenColumns, estimateTable, type FolderPlan, kindOfTarget, planTarget } from './plan-export.ts';
import { choosePackages } from './selection.ts';
import { freeBytesAt, lackOfSpace } from './space.ts';
import { checkTarget } from './target.ts';
import type { ExportOptions, FolderSize } from './types.ts';

export interface Measuring extends Omit<ExportOptions, 'target' | 'appVersion'> {
  /** Null while no place is chosen. */
  readonly target: string | null;
}

type Answer = CallAnswer<'exports.measure'>;

/**
 * How much an export would write, and what stands against it. What is wrong with the target is part of the answer; throws as
 * `choosePackages` does for the rest, and `cancelled`.
 */
export function measureExport(context: ReadContext, options: Measuring, control: WorkControl): Answer {
  const format = formatOf(options.format);
  checkChoices(format, options);
  const chosen = choosePackages(context.database, options.selection);
  const place = checkPlace(context, options);
  if (format.kind === 'table') {
    const { bytes, counted } = estimateTable(context, chosen, format, chosenColumns(format, options.columns));
    const lack = typeof place === 'string' ? lackOfSpace(place, bytes, freeBytesAt(place)) : null;
    return { ...nothing, bytes, counted, ...spaceAt(place), refusal: refusalOf(place instanceof ExpectedError ? place : lack) };
  }
  if (format.kind === 'document') {
    const bytes = format.estimate(chosen.ids.length);
    return { ...nothing, bytes, counted: false, ...spaceAt(place), refusal: refusalOf(place instanceof ExpectedError ? place : null) };
  }
  const size = format.measure({ context, chosen, options, control });
  const { clones } = size;
  const plan = planAt(place, size, options);
  return {
    bytes: plan.bytes, counted: true, clones: clones.clones.length, cloneBytes: clones.bytes + (options.lfsContent ? 0 : clones.lfsBytes), lfsBytes: clones.lfsBytes,
    sharesBlocks: plan.sharesBlocks, ...spaceAt(place), refusal: refusalOf(place instanceof ExpectedError ? place : plan.refusal), warnings: plan.warnings.map((warning) => ({ ...warning, examples: [...warning.examples] })),
  };
}

const nothing: Omit<Answer, 'bytes' | 'counted' | 'refusal'> = { clones: 0, cloneBytes: 0, lfsBytes: 0, sharesBlocks: null, freeBytes: null, warnings: [] };

/** The target as it will be written, or why nothing can be written there; null where none is chosen. */
function checkPlace(context: ReadContext, options: Measuring): string | ExpectedError | null {
  if (options.target === null) return null;
  try {
    return checkTarget(context, { target: options.target, kind: kindOfTarget(formatOf(options.format), options), overwrite: options.overwrite });
  } catch (error) {
    const explained = explainFailure(error, options.target);
    if (explained instanceof ExpectedError) return explained;
    throw error;
  }
}

function planAt(place: string | ExpectedError | null, size: FolderSize, options: Measuring): FolderPlan {
  const unplaced: FolderPlan = { bytes: size.records.bytes + size.clones.bytes, sharesBlocks: null, refusal: null, warnings: size.clones.names.warnings() };
  if (typeof place !== 'string') return unplaced;
  try {
    return planTarget(size, { ...options, target: place }, freeBytesAt(place));
  } catch (error) {
    const explained = explainFailure(error, place);
    if (explained instanceof ExpectedError) return { ...unplaced, refusal: explained };
    throw error;
  }
}

const spaceAt = (place: string | ExpectedError | null): Pick<Answer, 'freeBytes'> => ({ freeBytes: typeof place === 'string' ? freeBytesAt(place) : null });

function refusalOf(error: ExpectedError | null): Answer['refusal'] {
  return error === null ? null : { message: error.message, hint: error.hint };
}
