/** Calls to the outside: whether they may be made, through which accounts, and as which number. */
import { routeOf } from "#server/calls/accountRoute.ts";
import { waysForHelp } from "#server/calls/helpRoutes.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { Cause } from "#telephony/call/leg.ts";
import type { Endpoint, Route } from "#telephony/call/legTarget.ts";
import type { Decision, Plan, Target } from "#telephony/call/plan.ts";
import { forOwner } from "#telephony/directing/called.ts";
import { type Asking, forbidden } from "#telephony/directing/limits.ts";
import { type CallOut, numberIn, routing } from "#telephony/directing/routing.ts";
import { type Meaning, meaningOf } from "#telephony/number/dialPlan.ts";
import { emergencyIn } from "#telephony/number/emergency.ts";
import { sameAddress } from "#telephony/number/pattern.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { dialPlan, helpNumbers, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Why a call out is not made: a code for the reasons, and what the caller is told. */
export interface Forbidden {
  readonly code: string;
  readonly prompt: "not-allowed" | "no-account";
}

/** The plan of a call from one of our own telephones, with every way out that was looked at, and the reason. */
export function planOut(about: PlacedOut, outside: Outside): Decision {
  const { to: dialled, via, through } = about;
  const meaning = meantBy(about, outside);
  const call = dialledOut(dialled, via, outside);
  const isOut = meaning.is === "number" || through !== undefined;
  const because = isOut ? routing(call, outside.settings).because : [];
  const why = isOut ? whyNot(call, askingOf(about), outside, through) : undefined;
  const code = why?.code ?? askedBy(about) ?? `dialled.${isOut ? "number" : meaning.is}`;
  const account = about.referred === undefined ? {} : { account: about.referred };
  const last = { rule: "outgoing", matched: true, code, params: { dialled, ...account } };
  if (why) return { plan: refused(why), because: [...because, last], cause: "rejected" };
  if (isOut && through !== undefined)
    return { plan: [throughAlone(dialled, through)], because: [...because, last], cause: null };
  const cause = meaning.is === "nothing" && !isAddress(dialled) ? ("unknown" as const) : null;
  return { plan: planFor(meaning, dialled), because: [...because, last], cause };
}

type PlacedOut = Pick<CallAbout, "to" | "via" | "referred" | "through">;

/** What a transfer names is no code of the house. */
function meantBy({ to, referred, through }: PlacedOut, { settings }: Outside): Meaning {
  const isReferred = referred !== undefined || through !== undefined;
  return isReferred && !isAddress(to)
    ? { is: "number", number: to }
    : meaningOf(to, dialPlan(settings));
}

const askedBy = ({ referred }: PlacedOut): string | undefined =>
  referred === undefined ? undefined : "transfer.asked";

const throughAlone = (dialled: string, via: string): Plan[number] => ({
  do: "forward",
  to: isAddress(dialled) ? { address: dialled, via } : { number: dialled, via },
});

const isAddress = (text: string): boolean => /^sips?:[^\s<>"]+@/i.test(text);

function planFor(meaning: Meaning, dialled: string): Plan {
  switch (meaning.is) {
    case "emergency":
    case "number":
      return [{ do: "forward", to: { number: meaning.number } }];
    case "telephone":
      return [{ do: "forward", to: { device: meaning.device } }];
    case "messages":
    case "echo":
      return [{ do: meaning.is }];
    case "conference":
      return [{ do: "room", room: meaning.room }];
    case "take":
    case "listen":
      return [{ do: meaning.is, ...(meaning.what !== undefined && { what: meaning.what }) }];
    case "service":
      return [{ do: "service", service: meaning.service, input: meaning.input }];
    case "nothing":
      return isAddress(dialled)
        ? [{ do: "forward", to: { address: dialled } }]
        : [
            { do: "announce", prompt: "not-in-service" },
            { do: "reject", cause: "unknown" },
          ];
  }
}

const refused = ({ prompt }: Forbidden): Plan => [
  { do: "announce", prompt },
  { do: "reject", cause: "rejected" },
];

/** Undefined: the call may be made. Calls for help are never asked about. */
function whyNot(
  call: CallOut,
  asking: Asking,
  outside: Outside,
  only?: string,
): Forbidden | undefined {
  const { settings } = outside;
  const code = forbidden(numberIn(call.to), asking, settings) ?? usedUp(outside);
  if (code !== undefined) return { code, prompt: "not-allowed" };
  const through = only === undefined ? routing(call, settings).through : [only];
  if (through.length === 0) return { code: "outgoing.noAccount", prompt: "no-account" };
  const full = through.every((id) => isFull(id, outside));
  return full ? { code: "limit.callsAtOnce", prompt: "not-allowed" } : undefined;
}

function usedUp(outside: Outside): string | undefined {
  const { minutesPerDay, callsAtOnce } = outside.settings.outgoing.limits;
  if (minutesPerDay !== null && outside.minutesToday >= minutesPerDay) return "limit.minutes";
  if (callsAtOnce === null) return undefined;
  const all = Object.values(outside.carried()).reduce((sum, one) => sum + one, 0);
  return all >= callsAtOnce ? "limit.callsAtOnce" : undefined;
}

/** It carries as many calls as it may. */
function isFull(id: string, { settings, carried }: Outside): boolean {
  const most = settings.accounts.find((one) => one.id === id)?.callsAtOnce ?? null;
  return most !== null && (carried()[id] ?? 0) >= most;
}

/** The ways to a number or address. What is forbidden has none, whoever asks: a rule, a 3xx, a dialler. */
export function reachOutside(target: Target, call: CallAbout, outside: Outside): Endpoint[] {
  if ("device" in target) return [];
  const { settings } = outside;
  const text = "number" in target ? target.number : target.address;
  const help = emergencyIn(text, helpNumbers(settings)) !== undefined;
  if (help !== (call.emergency ?? false)) return []; // nobody is ever forwarded to a call for help
  const out = callOut(text, call, outside);
  const why = help
    ? undefined
    : (circular(text, call, settings) ?? limited(out, target, call, outside));
  if (why) return [{ to: "nobody", address: text, cause: why }];
  const routes = help ? waysForHelp(text, out, outside) : waysFor(text, target.via, out, outside);
  const redirect = redirectFor(text, call, outside);
  if (routes.length === 0 && redirect === undefined) return [];
  return [{ to: "outside", routes, ...(redirect !== undefined && { redirect }) }];
}

function callOut(text: string, call: CallAbout, { now, settings }: Outside): CallOut {
  if (call.direction === "in") return { to: text, at: now };
  return { ...dialledOut(call.to, call.via, { now, settings }), to: text };
}

/** From a telephone of the house, with what was keyed before the number. */
export function dialledOut(
  dialled: string,
  device: string | undefined,
  { now, settings }: Pick<Outside, "now" | "settings">,
): CallOut {
  const meaning = meaningOf(dialled, dialPlan(settings));
  const keyed = meaning.is === "number" ? meaning.keyed : undefined;
  return {
    to: meaning.is === "number" ? meaning.number : dialled,
    at: now,
    ...(device !== undefined && { device }),
    ...(keyed !== undefined && { keyed }),
  };
}

/**
 * The account that a rule names is the only one; else as the owner's ways out have it, but for a
 * member of an exchange, who is called by that one first, and straight where that may be.
 */
function waysFor(
  text: string,
  via: string | undefined,
  call: CallOut,
  outside: Outside,
): readonly Route[] {
  const { settings } = outside;
  const { through, shows } = routing(call, settings);
  const order = via === undefined ? through : [via];
  const ways = order.filter((id) => !isFull(id, outside)).flatMap((id) => outside.way(id) ?? []);
  const known = ways.map((way) => ({ ...way, member: outside.member?.(way.account.id, text) }));
  const members = known.filter(({ member }) => member);
  const others = known.filter(({ member }) => !member);
  return [...members, ...others].flatMap(({ account, usable, member }): readonly Route[] => {
    const route = routeOf(account, text, { settings, shows });
    return [
      ...(member?.straight ? [{ ...route, peer: member.name }] : []),
      ...(usable ? [route] : []),
    ];
  });
}

function limited(
  out: CallOut,
  target: Target,
  about: CallAbout,
  outside: Outside,
): Cause | undefined {
  const confirmed = "abroad" in target && target.abroad === true;
  const asking = about.direction === "in" ? forwarding(confirmed) : askingOf(about);
  const found = whyNot(out, asking, outside, about.through);
  return found && { kind: "rejected", text: found.code };
}

const forwarding = (confirmed: boolean): Asking => ({ by: "forward", confirmed });

/** Whoever asks from outside has no say in what the owner pays. */
const askingOf = ({ referred }: PlacedOut): Asking =>
  referred === undefined ? { by: "telephone" } : forwarding(false);

/** More servers than anybody has in a row. */
const mostForwards = 5;

/** A call that is forwarded to where it came from would never end (RFC 3261 §16.3, RFC 5806 §5). */
function circular(text: string, call: CallAbout, settings: Settings): Cause | undefined {
  if (call.direction === "out") return undefined;
  const { diverted = [], hops = 1, to } = call;
  const loop = (code: string, sip = 482): Cause => ({ kind: "loop", sip, text: `forward.${code}` });
  if (forOwner(text.replace(/^sips?:/i, ""), undefined, settings)) return loop("self");
  if (hops < 1) return loop("hops", 483);
  if (diverted.some((one) => isSame(one, to, settings))) return loop("loop");
  return diverted.length >= mostForwards ? loop("tooOften") : undefined;
}

function isSame(one: string, other: string, settings: Settings): boolean {
  if (one.includes("@") || other.includes("@")) return sameAddress(one, other);
  return sameNumber(one, other, numbering(settings));
}

/** Where its own account shall call, when that is how the owner wants it. */
function redirectFor(
  text: string,
  call: CallAbout,
  { settings, way }: Outside,
): string | undefined {
  const account = settings.accounts.find(({ id }) => id === call.via);
  if (call.direction === "out" || account?.forwardBy !== "redirect") return undefined;
  return way(account.id)?.uriOf(routeOf(account, text, { settings }).address);
}

/** Somebody who shall know of a call for help: no limit of the owner's stands between. */
export function wayToTell(to: string, call: CallAbout, outside: Outside): Route | undefined {
  if (emergencyIn(to, helpNumbers(outside.settings)) !== undefined) return undefined;
  const unlimited: Outside = { ...outside, carried: () => ({}) };
  return waysFor(to, undefined, callOut(to, call, outside), unlimited)[0];
}
