/** The facts of a call as directing wants them, and the decision that follows. */
import type { WallTime } from "#kit/time.ts";
import type { Acquaintances } from "#server/calls/acquaintances.ts";
import { announcing } from "#server/calls/announcing.ts";
import { planOut } from "#server/calls/outgoing.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { Recent } from "#server/calls/recent.ts";
import { helpNotice } from "#server/emergency/helpNotices.ts";
import type { Subscriptions } from "#server/subscriptions/subscriptions.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { Party as Caller, LegId } from "#telephony/call/leg.ts";
import type { Decision, Given, Plan } from "#telephony/call/plan.ts";
import { direct } from "#telephony/directing/direct.ts";
import { personOf } from "#telephony/directing/directory.ts";
import type { Contact, DeviceState, Party } from "#telephony/directing/facts.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export interface DecisionMeans {
  readonly settings: () => Settings;
  readonly outside: () => Outside;
  readonly devices: () => Readonly<Record<string, DeviceState>>;
  readonly recent: Recent;
  readonly acquaintances: Pick<Acquaintances, "before">;
  readonly subscriptions: Pick<Subscriptions, "known">;
  /** Not while the server closes. */
  readonly isOpen: () => boolean;
  readonly now: () => WallTime;
}

export function decide(call: CallAbout, of: DecisionMeans): Decision {
  const at = of.now();
  if (call.replaces !== undefined) return replacing(call.replaces);
  if (call.direction === "in") return directed(call, givenTo(call, at, of), of.settings());
  if (call.emergency) of.recent.noteHelp(at);
  if (!of.isOpen() && !call.emergency && call.to !== helpNotice) return closing;
  if (call.announces !== undefined) return announcing(call.announces);
  const outside = of.outside();
  const isLimited = of.settings().outgoing.limits.minutesPerDay !== null;
  const given = {
    at,
    devices: {},
    ...(isLimited && { minutesToday: outside.minutesToday }),
    ...(Object.keys(outside.carried()).length > 0 && { carried: outside.carried() }),
  };
  const decision = planOut(call, outside);
  return { ...decision, plan: repeating(decision.plan, call), given };
}

/** No rule is asked: whoever it is talks with us already (RFC 3891). */
const replacing = (leg: LegId): Decision => ({
  plan: [
    { do: "take", what: leg },
    { do: "reject", cause: "unknown" },
  ],
  because: [{ rule: "replaces", matched: true, code: "call.replaces", params: {} }],
  cause: null,
});

/** A number that is in use is tried again, and the house says so. */
const repeating = (plan: Plan, { repeat, to }: CallAbout): Plan =>
  repeat === "asked" && plan.at(-1)?.do === "forward"
    ? [...plan, { do: "service", service: "repeatWhenBusy", input: to, after: "busy" }]
    : plan;

/** The decision of a call to the owner with these facts, now or again. */
export function directed(
  { from, to, via }: Pick<CallAbout, "from" | "to" | "via">,
  given: Given,
  settings: Settings,
): Decision {
  const { contact, ...facts } = given;
  const caller = { ...asCaller(from), ...(contact && { contact }) };
  const call = { caller, called: to, ...(via !== undefined && { via }) };
  return { ...direct({ ...call, ...facts }, settings), given };
}

/** Nobody is rung, for all calls are forwarded: telephones may remind of it. */
export const isForwardedAway = ({ because }: Decision): boolean =>
  because.at(-1)?.rule === "services.forwardAll";

/** For our own telephones while the server closes; callers from outside are stopped at the door. */
const closing: Decision = {
  plan: [{ do: "reject", cause: "limit" }],
  because: [{ rule: "outgoing", matched: true, code: "server.closing", params: {} }],
  cause: "limit",
};

function givenTo({ from, attested, unproven }: CallAbout, at: WallTime, of: DecisionMeans): Given {
  const before = of.acquaintances.before(from);
  return {
    at,
    devices: of.devices(),
    interrupted: of.recent.interrupted(at),
    earlier: of.recent.earlier(from.number ?? from.address, at),
    emergencyCallBack: of.recent.calledForHelp(at),
    ...(before.length > 0 && { before }),
    ...(attested && { attested }),
    ...(unproven && { unproven }),
    ...of.subscriptions.known(from, at),
  };
}

export const asCaller = ({ hidden, ...shown }: Caller): Party => ({
  ...shown,
  private: hidden ?? false,
});

/** With the name that the owner knows the caller by: better than what the caller calls itself. */
export function named(caller: Caller, settings: Settings, contact?: Contact): Caller {
  const person = personOf({ ...asCaller(caller), ...(contact && { contact }) }, settings);
  return person ? { ...caller, name: person.name } : caller;
}
