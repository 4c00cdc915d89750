import { isHubId, type PackageKey } from '../shared/domain/index.ts';
import { UsageError } from './arguments.ts';

/** The package that a verb's one argument names. */
export function onlyPackageKey(verb: string, positionals: readonly string[]): PackageKey {
  const [given, more] = positionals;
  if (given === undefined || more !== undefined) throw new UsageError(`${verb} takes one HUB/NAME (quote a name with spaces).`);
  return parsePackageKey(given);
}

/** `huggingface/google/mt5-large`, `onnxmodelzoo/VGG 16#2`. */
export function parsePackageKey(given: string): PackageKey {
  const slash = given.indexOf('/');
  const hub = given.slice(0, Math.max(0, slash));
  if (!isHubId(hub)) throw new UsageError(`${given} does not begin with a hub's folder name and a slash, as huggingface/${given.slice(slash + 1)} would.`);
  const rest = given.slice(slash + 1);
  const numbered = /^(.+)#(\d+)$/.exec(rest);
  return { hub, name: numbered?.[1] ?? rest, ordinal: Number(numbered?.[2] ?? 0) };
}
