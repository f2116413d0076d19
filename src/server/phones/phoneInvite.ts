import { fail, ok } from "#kit/result.ts";
import { fromText } from "#server/calls/identity.ts";
import type { Invite, Ring } from "#server/legs/sipLegMeans.ts";
import { type AutoAnswer, ringLines } from "#server/phones/ringLines.ts";
import type { Place } from "#server/registrar/places.ts";
import type { Calling, UserAgent } from "#sip/agent/userAgent.ts";
import type { HeaderLine } from "#sip/message/message.ts";
import { formatHost } from "#sip/message/uri.ts";
import { isMoved } from "#sip/registrar/binding.ts";
import type { Body } from "#sip/session/session.ts";

/** How calls get to a phone. */
export interface InviteMeans {
  readonly device: string;
  readonly agent: Pick<UserAgent, "call" | "resume">;
  readonly broker: { ownAddress(host: string): string };
  /** Where it is registered, best first. */
  readonly places: () => readonly Place[];
  /** How it is asked to answer by itself. */
  readonly autoAnswer: AutoAnswer;
}

/** The INVITE to a phone at that place, with those lines besides; without a place it cannot be called. */
export function phoneInvite(
  of: InviteMeans,
  place: Place | undefined,
  lines: readonly HeaderLine[],
): Invite {
  return (ring, body) => {
    if (!place) return fail("server.notRegistered", of.device);
    const calling = callingAt(of, place, ring, body);
    return ok(of.agent.call({ ...calling, extra: [...(calling.extra ?? []), ...lines] }));
  };
}

/** A telephone that registers anew in mid-call is found where it is then. */
function callingAt(of: InviteMeans, place: Place, ring: Ring, body: Body): Calling {
  const { broker, device, places } = of;
  const { host } = place.binding.flow.remote;
  const again = (): Place =>
    places().find(({ uri }) => uri === place.uri) ??
    places().find(({ binding }) => isMoved(place.binding, binding)) ??
    place;
  return {
    uri: place.uri,
    from: fromText(ring.caller, formatHost(broker.ownAddress(host))),
    to: `<${place.uri}>`,
    route: place.route,
    destination: () => again().destination(),
    contactUser: device,
    body,
    extra: ringLines(ring, of.autoAnswer, place.uri),
  };
}
