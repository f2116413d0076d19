import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import { OwnParty } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

/** Until the caller's path is open: the first word shall be heard. */
const breath = millis(300);

/** A recording as a party: it speaks before the answer, and goes when it has said all. */
export function announcementLeg(
  id: LegId,
  means: StudioMeans & { readonly clock: Clock },
  files: readonly string[],
): OwnParty {
  const { clock } = means;
  let cancel: Cancel = () => undefined;
  return new OwnParty(id, means, {
    rung(party) {
      party.tell({ on: "earlyAudio" });
      cancel = clock.at(after(clock.now(), breath), () => party.studio.play(files));
    },
    port(event, party) {
      if (event.on === "played") party.leave(because("normal"));
    },
    closed: () => cancel(),
  });
}
