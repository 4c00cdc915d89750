import type { z } from 'zod';
import type { CallAnswer, CallArguments, RecentPlace } from '../../shared/contract/index.ts';
import { recentPlaceSchema, recentPlacesLength, sessionSchema } from '../../shared/contract/session.ts';
import type { WorkerContext } from './worker-context.ts';

export function readSession(context: WorkerContext): CallAnswer<'session.get'> {
  const session = parsed(context.userDatabase.setting('session'), sessionSchema());
  if (session === null) return { session };
  const current = context.userDatabase.mirrors()[0]?.id ?? null;
  return { session: { ...session, address: session.mirror === current ? session.address : '' } };
}

export function saveSession(context: WorkerContext, session: CallArguments<'session.set'>): CallAnswer<'session.set'> {
  context.userDatabase.changeSetting('session', () => JSON.stringify(session));
  return { saved: true };
}

export function listRecent(context: WorkerContext): CallAnswer<'recent.list'> {
  return { places: placesIn(context.userDatabase.setting('recent')) };
}

export function addRecent(context: WorkerContext, { place }: CallArguments<'recent.add'>): CallAnswer<'recent.add'> {
  let places: readonly RecentPlace[] = [];
  context.userDatabase.changeSetting('recent', (stored) => {
    const others = placesIn(stored).filter((known) => JSON.stringify(known) !== JSON.stringify(place));
    places = [place, ...others].slice(0, recentPlacesLength);
    return JSON.stringify(places);
  });
  return { places: [...places] };
}

export function replaceRecent(context: WorkerContext, { places }: { readonly places: RecentPlace[] }): CallAnswer<'recent.replace'> {
  context.userDatabase.changeSetting('recent', () => JSON.stringify(places));
  return { places };
}

function placesIn(stored: string | null): RecentPlace[] {
  return parsed(stored, recentPlaceSchema().array()) ?? [];
}

/** What another version or another program wrote counts as nothing. */
function parsed<Schema extends z.ZodType>(text: string | null, schema: Schema): z.output<Schema> | null {
  if (text === null) return null;
  try {
    const checked = schema.safeParse(JSON.parse(text));
    return checked.success ? checked.data : null;
  } catch {
    return null;
  }
}
