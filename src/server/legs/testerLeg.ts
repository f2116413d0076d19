/** Who rings in a test call: it says that it is one to whoever lifts or asks who calls, and is silent to a mailbox. */
import type { Cancel } from "#kit/listeners.ts";
import { after, millis, minutes } from "#kit/time.ts";
import { OwnParty } from "#server/legs/ownParty.ts";
import type { StudioMeans } from "#server/legs/studioPort.ts";
import type { CallState } from "#telephony/call/call.ts";
import { because, type LegId } from "#telephony/call/leg.ts";
import { listenerIn } from "#telephony/call/testCall.ts";
import type { Clock } from "#world/clock.ts";

export interface TesterMeans extends StudioMeans {
  readonly clock: Clock;
  /** The recording that says it; undefined: there is none. */
  readonly words: string | undefined;
  /** The call that it is the caller of. */
  readonly call: () => CallState | undefined;
}

/** How often it looks whether somebody listens. */
const glance = millis(500);
/** Nobody tests for longer: a telephone that was forgotten off the hook costs nothing more. */
const longest = minutes(5);

export function testerLeg(id: LegId, { clock, words, call, ...means }: TesterMeans): OwnParty {
  let hasLifted = false;
  let speaks = false;
  let next: Cancel = () => undefined;
  const party = new OwnParty(id, means, {
    rung: () => undefined, // it is the caller
    port(event) {
      if (event.on === "played" || event.on === "refused") speaks = false;
    },
    closed() {
      next();
      gone();
    },
  });
  const gone = clock.at(after(clock.now(), longest), () => party.leave(because("normal")));
  const look = (): void => {
    next = clock.at(after(clock.now(), glance), look);
    const state = call();
    const listener = state && listenerIn(state);
    if (speaks || listener === undefined || (listener === "lifted" && hasLifted)) return;
    hasLifted = listener === "lifted";
    if (words === undefined) return;
    speaks = true;
    party.studio.play([words]);
  };
  look();
  return party;
}
