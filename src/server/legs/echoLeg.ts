import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import { OwnParty } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { LegId } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

const breath = millis(500);

/**
 * One's own voice: it answers, beeps, and is silent; that the caller hears itself is said by
 * `ears.ts`, and done by the engine, packet by packet.
 */
export function echoLeg(id: LegId, means: StudioMeans & { readonly clock: Clock }): OwnParty {
  const { clock } = means;
  let cancel: Cancel = () => undefined;
  return new OwnParty(id, means, {
    rung(party) {
      party.tell({ on: "answered" });
      cancel = clock.at(after(clock.now(), breath), () => party.studio.beep());
    },
    port(event, party) {
      if (event.on === "played") party.fallSilent();
    },
    closed: () => cancel(),
  });
}
