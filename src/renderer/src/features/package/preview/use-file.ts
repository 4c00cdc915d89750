import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput, ShownFile } from '../../../../../shared/contract/index.ts';
import { call } from '../../../client/client.ts';
import { type Answer, useCall } from '../../../client/use-call.ts';

export type Form = NonNullable<CallInput<'packages.file'>['form']>;

/** Bytes of one answer: some milliseconds of the page's thread. */
const stretchBytes = 512 << 10;
/** Bytes of a file that the page holds. */
const maxHeld = 32 << 20;

export interface ReadFile extends Pick<Answer<ShownFile>, 'error' | 'loading' | 'reload'> {
  /** The file as far as it was read: stretches of text and rows joined. */
  readonly file: ShownFile | null;
  /** Reads on; null where all was read, or more is not held. */
  readonly readOn: (() => void) | null;
  readonly isReading: boolean;
}

type Question = Pick<CallInput<'packages.file'>, 'mirror' | 'package' | 'path' | 'commit' | 'form'>;

/** A file's beginning, and more of it when asked. */
export function useFile(question: Question): ReadFile {
  const { value, error, loading, reload } = useCall('packages.file', { ...question, limit: stretchBytes }, true);
  const [more, setMore] = useState<{ readonly first: ShownFile | null; readonly joined: ShownFile | null }>({ first: null, joined: null });
  const [isReading, setReading] = useState(false);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  // What was read on belongs to one beginning.
  const file = value !== null && more.first === value ? more.joined : value;
  const key = JSON.stringify(question);
  const readOn = useCallback(async (): Promise<void> => {
    if (file === null || !('to' in file)) return;
    const controller = new AbortController();
    running.current = controller;
    setReading(true);
    const answer = await call('packages.file', { ...(JSON.parse(key) as Question), offset: file.to, limit: stretchBytes }, controller.signal);
    setReading(false);
    if (controller.signal.aborted || !answer.ok) return;
    setMore({ first: value, joined: join(file, answer.value) });
  }, [file, key, value]);
  const goesOn = file !== null && 'to' in file && file.size !== null && file.to < Math.min(file.size, maxHeld) && file.kind !== 'binary';
  return { file, error, loading, reload, readOn: goesOn ? () => void readOn() : null, isReading };
}

function join(before: ShownFile, next: ShownFile): ShownFile {
  if (before.kind === 'text' && next.kind === 'text' && next.to > before.to) return { ...before, text: before.text + next.text, to: next.to };
  if (before.kind === 'table' && next.kind === 'table' && next.to > before.to) {
    return { ...before, rows: [...before.rows, ...next.rows], columns: Math.max(before.columns, next.columns), cut: before.cut || next.cut, to: next.to };
  }
  return before;
}
