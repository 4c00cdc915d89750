import type { PackageKey } from '../../shared/domain/index.ts';
import type { VerbContext } from '../verb.ts';
import { askSignatures } from './signatures.ts';

/** Everything of one package, an answer for each tab under its name. Commits and signed commits are cut at `limit`; other lists are whole. */
export async function askAll(context: VerbContext, asked: { readonly mirror: string; readonly package: PackageKey }, limit: number): Promise<Readonly<Record<string, unknown>>> {
  return {
    overview: { ...(await context.call('packages.get', asked)), evidence: await context.call('packages.evidence', asked) },
    card: await context.call('packages.card', asked),
    files: await context.call('packages.files', asked),
    weights: await context.call('packages.weights', asked),
    history: { ...(await context.call('packages.history', { ...asked, limit })), summary: await context.call('packages.historySummary', asked) },
    signatures: await askSignatures(context, asked, limit),
    claims: await context.call('packages.claims', asked),
    raw: await context.call('packages.raw', asked),
  };
}
