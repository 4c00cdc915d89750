import { resolve } from 'node:path';
import type { ListedKey } from '../../shared/contract/index.ts';
import { ExpectedError } from '../../shared/result.ts';
import { pluralText } from '../../shared/text/quantity.ts';
import { UsageError } from '../arguments.ts';
import { day, printable, textTable } from '../table.ts';
import type { Verb, VerbContext } from '../verb.ts';

export const keysVerb: Verb = {
  name: 'keys',
  summary: 'public keys to check signatures with: listed, imported, removed',
  usage: `ptmx keys [list] [--json]
ptmx keys import FILE… [--json]
ptmx keys remove FINGERPRINT… [--json]

FILE holds PGP public keys (armoured or binary), SSH public keys, or lines of an allowed-signers
file. FINGERPRINT is as listed, or its last 16 digits or more for PGP; all keys that have it are
removed. Keys belong to the user, not to a mirror.`,
  options: {},
  async run(context) {
    const [what = 'list', ...rest] = context.args.positionals;
    if (what === 'list' && rest.length === 0) return list(context);
    if (what === 'import' && rest.length > 0) return importFiles(context, rest);
    if (what === 'remove' && rest.length > 0) return remove(context, rest);
    throw new UsageError('keys takes list, import FILE or remove FINGERPRINT.');
  },
};

async function list(context: VerbContext): Promise<void> {
  const answer = await context.call('keys.list', {});
  if (context.args.flag('json')) return context.printJson(answer);
  context.print(
    textTable(answer.keys, [
      { title: 'fingerprint', value: ({ fingerprint }) => fingerprint, most: 80 },
      { title: 'kind', value: ({ kind }) => kind },
      { title: 'algorithm', value: ({ algorithm }) => algorithm },
      { title: 'names', value: ({ names }) => names.join(', '), most: 60 },
      { title: 'note', value: noteOf, most: 60 },
    ]),
  );
  context.note(pluralText(answer.keys.length, 'key'));
}

function noteOf({ revoked, validAfter, validBefore, note, platform }: ListedKey): string {
  const now = Date.now() / 1000;
  return [
    revoked && 'revoked',
    validAfter !== null && `from ${day(validAfter)}`,
    validBefore !== null && `${validBefore < now ? 'expired' : 'until'} ${day(validBefore)}`,
    platform !== null && `of ${platform}`,
    note,
  ].filter((part) => typeof part === 'string').join(', ');
}

async function importFiles(context: VerbContext, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const taken = await context.call('keys.import', { path: resolve(file) });
    if (context.args.flag('json')) context.printJson(taken);
    else {
      context.note(`${pluralText(taken.added.length, 'key')} imported; here already: ${taken.same}.`);
      for (const { fingerprint, names } of taken.added) context.print(printable([fingerprint, ...names].join('  ')));
    }
    for (const { entry, reason } of taken.bad) context.note(`Left out: ${entry}: ${reason}`);
    if (taken.added.length + taken.same === 0) throw new ExpectedError('refused', `${file} holds no key that can be imported.`);
  }
}

async function remove(context: VerbContext, fingerprints: readonly string[]): Promise<void> {
  const listed = (await context.call('keys.list', {})).keys;
  const ids = fingerprints.flatMap((fingerprint) => {
    const digits = fingerprint.replaceAll(' ', '').toUpperCase();
    const found = listed.filter((key) => key.fingerprint === fingerprint || (key.kind === 'pgp' && /^[0-9A-F]{16,}$/.test(digits) && key.fingerprint.endsWith(digits)));
    if (found.length === 0) throw new ExpectedError('not-found', `No key has the fingerprint ${fingerprint}.`, 'ptmx keys lists them.');
    return found.map(({ id }) => id);
  });
  const answer = await context.call('keys.remove', { ids: [...new Set(ids)] });
  if (context.args.flag('json')) context.printJson(answer);
  else context.note(`${pluralText(answer.removed.length, 'key')} removed.`);
}
