import { listeners } from "#kit/listeners.ts";
import type { Leg } from "#server/legs/leg.ts";
import { because, type LegEvent, type LegId } from "#telephony/call/leg.ts";

/**
 * Stands for the call that goes on here until it is found; then an end of a bridge to it has this
 * leg's place. `take`: false when there is none.
 */
export function takeLeg(id: LegId, take: (id: LegId) => boolean): Leg {
  const events = listeners<LegEvent>();
  let isOver = false;
  const ends = (cause: Parameters<typeof because>[0]): void => {
    if (isOver) return;
    isOver = true;
    events.tell({ on: "ended", cause: because(cause) });
  };
  return {
    id,
    audio: () => undefined,
    audioChanged: () => () => undefined,
    events: events.listen,
    codecs: () => [],
    perform(command) {
      if (command.do === "ring" && !take(id)) ends("rejected");
      if (command.do === "end") ends(command.cause.kind);
    },
    close() {
      isOver = true;
    },
  };
}
