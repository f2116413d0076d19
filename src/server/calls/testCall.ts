/** A test call: somebody who might ring, as if they rang now. */
import type { WallTime } from "#kit/time.ts";
import { named } from "#server/calls/decisions.ts";
import type { TestCall } from "#server/control/wishedCalls.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId, Party } from "#telephony/call/leg.ts";
import { factsOf } from "#telephony/checking/thoughtOf.ts";
import type { Contact } from "#telephony/directing/facts.ts";
import { canonical, readNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface TestGround {
  readonly settings: Settings;
  readonly now: WallTime;
  /** Whom an address book names that caller. */
  readonly contact: (caller: Party) => Contact | undefined;
}

export function aboutTest(
  id: CallId,
  { from, to, via, outside = false }: TestCall,
  { settings, now, contact }: TestGround,
): CallAbout {
  const asked = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  const { caller, called } = factsOf(asked, now, settings);
  const number = caller.number && readNumber(caller.number, numbering(settings));
  const party: Party = {
    ...(caller.number !== undefined && { number: number ? canonical(number) : caller.number }),
    ...(caller.address !== undefined && { address: caller.address }),
    ...(caller.private && { hidden: true }),
  };
  return {
    id,
    direction: "in",
    from: named(party, settings, contact(party)),
    to: called,
    ...(via !== undefined && { via }),
    began: now,
    test: outside ? "outside" : "inside",
  };
}
