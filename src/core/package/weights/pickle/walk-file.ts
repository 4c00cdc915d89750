import { type BoundedFile, FormatError } from '../bytes.ts';
import { Cursor } from '../cursor.ts';
import { clipped } from '../report.ts';
import type { PickleFindings } from './findings.ts';
import type { PickleHooks } from './machine.ts';
import { walkPickle } from './walk.ts';

/** Pickles behind one another in one file; what more there are is not walked. */
const maxAppended = 1000;

/**
 * Walks all pickles of a file, one behind the other, and says what stands between or behind them. Never better than "not whole" where a
 * byte was not understood. Only cancelling is thrown.
 */
export function walkPickles(file: BoundedFile, findings: PickleFindings, where: string | null, hooks: PickleHooks = {}): void {
  const cursor = new Cursor(file);
  try {
    for (let count = 0; cursor.left > 0; count += 1) {
      const at = cursor.place;
      if (count >= maxAppended) throw new FormatError('limit', `It holds more than ${maxAppended} pickles, one behind the other.`);
      if (count > 0 && !mayFollow(cursor)) {
        findings.stopEarly(`${cursor.left} bytes behind the pickle, from byte ${at} on, are no pickle.`);
        return;
      }
      walkPickle(cursor, { findings, where: count === 0 ? where : `${where === null ? '' : `${where}, `}pickle ${count + 1}, from byte ${at}`, depth: 0, hooks });
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    findings.stopEarly(where === null ? error.message : `${clipped(where)}: ${error.message}`);
  }
}

/** Whether the next byte is an opcode that pickles begin with. */
function mayFollow(cursor: Cursor): boolean {
  const byte = cursor.u8();
  cursor.position -= 1;
  return '\u0080(ci)]}NIKLJMSVXUTBCFG\u0088\u0089\u008a\u008c\u008d\u008e\u008f\u0095'.includes(String.fromCharCode(byte));
}
