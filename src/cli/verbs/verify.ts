import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CallAnswer, LfsCheck } from '../../shared/contract/index.ts';
import { failingStates, hubIds, isHubId, type PackageKey, signatureStateWords } from '../../shared/domain/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { onlyPackageKey } from '../package-key.ts';
import { followJob } from '../progress.ts';
import { askSignatures, signatureLines } from '../show/signatures.ts';
import { printable, shown } from '../table.ts';
import { exitCodes, type Verb, type VerbContext } from '../verb.ts';

type Asked = { readonly mirror: string; readonly package: PackageKey };
type Signatures = CallAnswer<'packages.signatures'>;

/** What the contract sends at once. */
const mostFailures = 1000;

export const verifyVerb: Verb = {
  name: 'verify',
  summary: 'check the LFS files and the signatures of one package, or an export against its manifest',
  usage: `ptmx verify HUB/NAME[#N] [--lfs] [--signatures] [--mirror PATH] [--json]
ptmx verify EXPORT [--json]

EXPORT is an exported file or folder, or its manifest: size and SHA-256 of every file are compared
with the manifest, and files and bytes of every clone.

--lfs compares size and SHA-256 of every LFS content that is here with its pointer, --signatures
checks the signatures of commits with the imported keys (ptmx keys); without either, both.

Ends with exit code 5 where a file is not as its pointer says, or a signature is invalid or
doubtful. A file that is not here and a key that is missing are counted and are no failure.`,
  options: { lfs: { type: 'boolean' }, signatures: { type: 'boolean' } },
  async run(context) {
    const { args } = context;
    const place = exportPlace(args.positionals);
    if (place !== null) return verifyExport(context, place);
    const key = onlyPackageKey('verify', args.positionals);
    const asked = { mirror: await context.mirror(), package: key };
    const isBoth = args.flag('lfs') === args.flag('signatures');
    const lfs = isBoth || args.flag('lfs') ? await checkLfs(context, asked) : null;
    const signatures = isBoth || args.flag('signatures') ? await checkSignatures(context, asked) : null;
    const passed = (lfs === null || lfs.failed === 0) && (signatures === null || signatures.failures.length === 0);
    if (args.flag('json')) context.printJson({ passed, lfs, signatures });
    else context.note(passed ? 'Nothing that is here contradicts its pointer or signature.' : 'Verification failed.');
    return passed ? exitCodes.done : exitCodes.mismatch;
  },
};

/** The export that is named, where there is one: a hub's folder name begins no path that has a manifest. */
function exportPlace(positionals: readonly string[]): string | null {
  const [given, more] = positionals;
  if (given === undefined || more !== undefined) return null;
  const hub = given.split('/')[0] ?? '';
  const hasManifest = [given, `${given}.manifest.json`, `${given}/ptmx-manifest.json`].some((path) => path.endsWith('manifest.json') && existsSync(path));
  if (hasManifest || (existsSync(given) && !isHubId(hub))) return resolve(given);
  if (!isHubId(hub)) throw new ExpectedError('not-found', `${given} does not exist.`, `It is no package either: those are named HUB/NAME, with HUB one of ${hubIds.join(', ')}.`);
  return null;
}

async function verifyExport(context: VerbContext, path: string): Promise<number> {
  const { job } = await context.call('exports.verify', { path });
  const done = await followJob(context.engine, job, context.signal);
  const check = done.outcome?.verified;
  if (!check) throw new Error(done.message);
  if (context.args.flag('json')) context.printJson({ passed: check.failed === 0, ...check });
  else {
    for (const failure of check.failures) context.print(`MISMATCH ${printable(failure.path)}: ${printable(failure.reason)}`);
    context.note(`${done.message} ${shown(check.packages)} packages, ${shown(check.bytes)} bytes.`);
  }
  return check.failed === 0 ? exitCodes.done : exitCodes.mismatch;
}

async function checkLfs(context: VerbContext, asked: Asked): Promise<LfsCheck | { readonly failed: 0; readonly reason: string }> {
  const files = await context.call('packages.files', asked);
  // Without a clone there is nothing that could be wrong, which must be said, not passed over.
  if (files.source !== 'clone') {
    const reason = files.reason ?? 'This mirror has no clone of the package.';
    if (!context.args.flag('json')) context.print(`LFS files: ${reason}`);
    return { failed: 0, reason };
  }
  const { job } = await context.call('packages.checkLfs', asked);
  const done = await followJob(context.engine, job, context.signal);
  const check = done.outcome?.check;
  if (!check) return { failed: 0, reason: done.message };
  if (!context.args.flag('json')) {
    context.print([`${shown(check.files)} LFS files, ${shown(check.bytes)} bytes read`, `${shown(check.good).padStart(8)}  as their pointers say`, `${shown(check.notHere).padStart(8)}  not here`, `${shown(check.failed).padStart(8)}  not as their pointers say`].join('\n'));
    for (const { path, place, reason } of check.failures) context.print(`MISMATCH ${printable(path)} (${place}): ${reason}`);
    if (check.note !== null) context.note(check.note);
  }
  return check;
}

type CheckedSignatures = Pick<Signatures, 'reason' | 'commits' | 'signed' | 'checked' | 'states' | 'kinds' | 'platform'> & { readonly failures: Signatures['rows'] };

async function checkSignatures(context: VerbContext, asked: Asked): Promise<CheckedSignatures> {
  const answer = await askSignatures(context, asked, 1);
  const failures: Signatures['rows'] = [];
  for (const state of failingStates) {
    if (!answer.states.some((one) => one.state === state)) continue;
    failures.push(...(await context.call('packages.signatures', { ...asked, state, limit: mostFailures })).rows);
  }
  if (!context.args.flag('json')) {
    if (answer.reason !== null) context.print(`Signatures: ${answer.reason}`);
    else context.print(signatureLines(answer));
    for (const { sha, state, reason } of failures) context.print(`${signatureStateWords[state].title.toUpperCase()} ${sha}: ${printable(reason)}`);
  }
  const { reason, commits, signed, checked, states, kinds, platform } = answer;
  return { reason, commits, signed, checked, states, kinds, platform, failures };
}
