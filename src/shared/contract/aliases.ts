import { z } from 'zod';
import { aliasLimits } from '../domain/alias.ts';
import { lazily } from '../lazily.ts';
import { defineCall } from './call.ts';
import { limitSchema, mirrorIdSchema, offsetSchema, pathSchema } from './common.ts';
import { reachScopeSchema } from './graph.ts';

const textSchema = lazily(() => z.string().max(aliasLimits.text));
const keySchema = lazily(() => reachScopeSchema().shape.key);
const identitySchema = lazily(() => z.string().min(1).max(2 * aliasLimits.text + 10));

const aliasSchema = lazily(() => z
  .object({ commitEmail: textSchema(), commitName: textSchema(), name: textSchema().nullable(), email: textSchema().nullable() })
  .refine(({ commitEmail, commitName }) => commitEmail.trim() !== '' || commitName.trim() !== '', 'An alias needs an e-mail or a name that stands in commits.')
  .refine(({ name, email }) => name !== null || email !== null, 'An alias needs a name or an e-mail to show.'));

const aliasListSchema = lazily(() => z.array(aliasSchema()).max(aliasLimits.aliases));

/** What a change did, which `aliases.putBack` undoes. */
const changedSchema = lazily(() => z.object({ added: aliasListSchema(), removed: aliasListSchema() }));

/** Who is the same person, said as a mailmap says it. Aliases belong to the user and hold in every mirror. */
export const aliasCalls = {
  'aliases.list': defineCall(
    () => z.object({ text: z.string().max(500).default(''), offset: offsetSchema().default(0), limit: limitSchema().default(100) }),
    () => z.object({ all: z.number(), total: z.number(), aliases: z.array(aliasSchema()) }),
  ),
  /** Who is behind a maintainer, as commits name them, most commits first, with the alias that brought each there. */
  'aliases.people': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), key: keySchema(), maintainer: identitySchema() }),
    () => z.object({ people: z.array(z.object({ name: z.string(), email: z.string(), commits: z.number(), repositories: z.number(), alias: aliasSchema().nullable() })) }),
  ),
  /** Maintainers of a scope who may be the same person, with the signs that say so; most reach first. */
  'aliases.suggest': defineCall(
    () => reachScopeSchema().pick({ mirror: true, hub: true, query: true, key: true, role: true }).extend({
      search: z.string().max(500).default(''),
      /** Ids of suggestions to leave out; or to show alone. */
      dismissed: z.array(z.string().max(16)).max(2000).default([]),
      shows: z.enum(['others', 'dismissed']).default('others'),
      offset: offsetSchema().default(0),
      limit: limitSchema().default(50),
    }),
    () => z.object({
      total: z.number(),
      /** How many of those in scope are among the dismissed. */
      dismissed: z.number(),
      groups: z.array(z.object({ /** The same for the same people under the same key. */ id: z.string(), reasons: z.array(z.string()), members: z.array(z.object({ maintainer: z.string(), name: z.string(), reach: z.number(), commits: z.number() })) })),
    }),
  ),
  /** Makes maintainers one, under the name of `into` unless another is given. */
  'aliases.merge': defineCall(
    () => z.object({ mirror: mirrorIdSchema(), key: keySchema(), into: identitySchema(), from: z.array(identitySchema()).min(1).max(1000), name: textSchema().nullable().default(null) }),
    () => changedSchema().extend({ /** The identity that they are now. */ maintainer: z.string() }),
  ),
  /** Takes aliases away that stand there exactly so. */
  'aliases.remove': defineCall(() => z.object({ aliases: aliasListSchema().min(1) }), changedSchema),
  /** Undoes a change: takes away what it added and adds what it removed, as far as nothing else stands there by now. */
  'aliases.putBack': defineCall(changedSchema, changedSchema),
  /** Takes in a mailmap; its lines go before aliases that are here for the same commits. */
  'aliases.import': defineCall(
    () => z.object({ path: pathSchema() }),
    () => changedSchema().extend({ same: z.number(), bad: z.array(z.object({ line: z.number(), reason: z.string() })), badTotal: z.number() }),
  ),
  /** Writes all aliases as a mailmap, whole or not at all. */
  'aliases.export': defineCall(
    () => z.object({ target: pathSchema(), overwrite: z.boolean().default(false) }),
    () => z.object({ path: z.string(), count: z.number(), bytes: z.number(), /** Aliases that a mailmap has no way to write. */ leftOut: z.number() }),
  ),
};
