import type { Cancel } from "#kit/listeners.ts";
import type { Control, ServerEvent } from "#server/control.ts";

/** As pages are told: an event, or that too much was missed and all has to be asked anew. */
export type FeedEvent =
  | ServerEvent
  | { readonly type: "sync"; readonly seq: number; readonly data: object };

/** What happened after `since`, then what happens, until it is cancelled. `sync` first when that is too long ago. */
export function eventFeed(
  control: Control,
  since: number,
  send: (event: FeedEvent) => void,
): Cancel {
  const resumes = Number.isSafeInteger(since) && since > 0;
  const missed = resumes ? control.eventsSince(since) : undefined;
  if (missed === undefined) send({ type: "sync", seq: control.lastEvent, data: {} });
  for (const event of missed ?? []) send(event);
  return control.events(send);
}
