import { goneLeg } from "#server/legs/goneLeg.ts";
import type { Leg } from "#server/legs/leg.ts";
import { because, type LegId } from "#telephony/call/leg.ts";

/**
 * Stands for the call that goes on here until it is found; then an end of a bridge to it has this
 * leg's place. `take`: false when there is none.
 */
export function takeLeg(id: LegId, take: (id: LegId) => boolean): Leg {
  const gone = goneLeg(id, because("rejected"));
  return {
    ...gone,
    perform(command) {
      if (command.do !== "ring" || !take(id)) gone.perform(command);
    },
  };
}
