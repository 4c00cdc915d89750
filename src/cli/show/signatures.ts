import type { CallAnswer, Signatures } from '../../shared/contract/index.ts';
import { type PackageKey, signatureStateWords } from '../../shared/domain/index.ts';
import { day, shown, textTable } from '../table.ts';
import type { VerbContext } from '../verb.ts';

/** Asks until every signature was checked: one question checks as many as fit into its time. */
export async function askSignatures(context: VerbContext, asked: { readonly mirror: string; readonly package: PackageKey }, limit: number): Promise<CallAnswer<'packages.signatures'>> {
  for (;;) {
    const answer = await context.call('packages.signatures', { ...asked, limit });
    if (answer.complete) return answer;
    context.note(`${shown(answer.checked)} of ${shown(answer.signed)} signatures checked`);
  }
}

/** The signatures of one package: sums by state, then the signed commits. */
export async function showSignatures(context: VerbContext, asked: { readonly mirror: string; readonly package: PackageKey }, limit: number, json: boolean): Promise<void> {
  const answer = await askSignatures(context, asked, limit);
  if (json) return context.printJson(answer);
  if (answer.reason !== null) context.note(answer.reason);
  if (answer.commits > 0) context.print(signatureLines(answer));
  if (answer.rows.length === 0) return;
  context.print(
    textTable(answer.rows, [
      { title: 'commit', value: ({ sha }) => sha.slice(0, 12) },
      { title: 'date', value: ({ committed }) => day(committed) },
      { title: 'state', value: ({ state }) => signatureStateWords[state].title },
      { title: 'kind', value: ({ kind }) => kind },
      { title: 'key', value: ({ key }) => key ?? '', most: 52 },
      { title: 'signer', value: ({ signer, platform }) => [platform, signer].filter((name) => name !== null).join(', '), most: 50 },
    ]),
  );
  if (answer.total > answer.rows.length) context.note(`${shown(answer.rows.length)} of ${shown(answer.total)} signed commits; --limit shows more.`);
}

/** "3 of 12 commits are signed", then a line for each state. */
export function signatureLines({ commits, signed, states, platform }: Signatures): string {
  const lines = [`${shown(signed)} of ${shown(commits)} commits ${signed === 1 ? 'is' : 'are'} signed`];
  for (const { state, count } of states) lines.push(`${shown(count).padStart(8)}  ${signatureStateWords[state].title}`);
  if (platform > 0) lines.push(`${shown(platform).padStart(8)}  of them signed by a platform in place of a person`);
  return lines.join('\n');
}
