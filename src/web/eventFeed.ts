import type { EventSource, NumberedEvent } from "#kit/eventRing.ts";
import type { Cancel } from "#kit/listeners.ts";
import type { Visit } from "#web/auth/visit.ts";

/** As pages are told: an event, or that too much was missed and all has to be asked anew. */
export type FeedEvent =
  | NumberedEvent
  | { readonly type: "sync"; readonly seq: number; readonly data: object };

export interface Ear {
  send(event: FeedEvent): void;
  /** The visit is over: nothing more is told. */
  end(): void;
}

/** What happened after `since`, then what happens, until it is cancelled. `sync` first when that is too long ago, or no number. */
export function eventFeed(
  { control, lasts }: Visit<EventSource>,
  since: number,
  { send, end }: Ear,
): Cancel {
  const resumes = Number.isSafeInteger(since) && since >= 0;
  const missed = resumes ? control.eventsSince(since) : undefined;
  if (missed === undefined) send({ type: "sync", seq: control.lastEvent, data: {} });
  for (const event of missed ?? []) send(event);
  return control.events((event) => (lasts() ? send(event) : end()));
}
