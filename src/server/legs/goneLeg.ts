import { listeners } from "#kit/listeners.ts";
import type { Leg } from "#server/legs/leg.ts";
import { because, type Cause, type LegEvent, type LegId } from "#telephony/call/leg.ts";

/** A party that cannot be reached any more when its turn comes: it says so when it is rung. */
export function goneLeg(id: LegId, cause: Cause = because("unreachable")): Leg {
  const events = listeners<LegEvent>();
  let isOver = false;
  return {
    id,
    audio: () => undefined,
    audioChanged: () => () => undefined,
    events: events.listen,
    codecs: () => [],
    perform(command) {
      if (isOver || (command.do !== "ring" && command.do !== "end")) return;
      isOver = true;
      events.tell({ on: "ended", cause: command.do === "end" ? command.cause : cause });
    },
    close() {
      isOver = true;
    },
  };
}
