/** Who speaks in an announcement of the house: once somebody hears it says its words, and goes. */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis } from "#kit/time.ts";
import { OwnParty } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { CallState } from "#telephony/call/call.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import type { Clock } from "#world/clock.ts";

export interface AnnouncerMeans extends StudioMeans {
  readonly clock: Clock;
  /** What is said: a recording. */
  readonly file: string;
  /** The call that it is the caller of. */
  readonly call: () => CallState | undefined;
}

/** Until the path of whoever has lifted is open: the first word shall be heard. */
const breath = millis(700);
/** Said again for whoever came meanwhile, but not for ever. */
const mostTimes = 3;

export function announcerLeg(id: LegId, { clock, file, call, ...means }: AnnouncerMeans): OwnParty {
  let times = 0;
  let heardBy = 0;
  let cancel: Cancel = () => undefined;
  const say = (party: OwnParty): void => {
    times += 1;
    heardBy = listenersIn(call());
    party.studio.play([file]);
  };
  return new OwnParty(id, means, {
    rung: () => undefined, // it is the caller
    answered(party) {
      cancel = clock.at(after(clock.now(), breath), () => say(party));
    },
    port(event, party) {
      if (event.on !== "played" && event.on !== "refused") return;
      if (event.on === "played" && times < mostTimes && listenersIn(call()) > heardBy) say(party);
      else party.leave(because("normal"));
    },
    closed: () => cancel(),
  });
}

const listenersIn = (call: CallState | undefined): number =>
  call?.seats.slice(1).filter(({ phase }) => phase === "answered").length ?? 0;
