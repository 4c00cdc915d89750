import type { CallAnswer } from '../../../shared/contract/index.ts';
import type { MetadataRecord } from '../metadata.ts';

type Stated = CallAnswer<'packages.weights'>['stated'];

const maxDtypes = 50;

/** What a record of Hugging Face's API says of weights: `safetensors{parameters{dtype: count}, total}` and `gguf{total}`. */
export function statedInMetadata(metadata: MetadataRecord | null): Stated {
  const stated: Stated = [];
  for (const format of ['safetensors', 'gguf']) {
    const said = metadata?.[format];
    if (typeof said !== 'object' || said === null) continue;
    const { total, parameters } = said as { readonly total?: unknown; readonly parameters?: unknown };
    const dtypes = Object.entries(typeof parameters === 'object' && parameters !== null ? parameters : {})
      .flatMap(([dtype, count]) => (isCount(count) ? [{ dtype: dtype.slice(0, 40), parameters: count }] : []))
      .slice(0, maxDtypes);
    if (isCount(total) || dtypes.length > 0) stated.push({ format, total: isCount(total) ? total : null, dtypes });
  }
  return stated;
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
