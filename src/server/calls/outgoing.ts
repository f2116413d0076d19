/** Calls to the outside: whether they may be made, through which accounts, and as which number. */
import type { AccountWay } from "#server/accounts/accounts.ts";
import type { CallAbout, Endpoint, Route } from "#telephony/call/call.ts";
import type { Cause } from "#telephony/call/leg.ts";
import type { Decision, Plan, Target } from "#telephony/call/plan.ts";
import { forOwner } from "#telephony/directing/called.ts";
import { type Meaning, meaningOf } from "#telephony/number/dialPlan.ts";
import { emergencyIn } from "#telephony/number/emergency.ts";
import { sameAddress } from "#telephony/number/pattern.ts";
import {
  bare,
  canonical,
  nationalDigits,
  readNumber,
  sameNumber,
} from "#telephony/number/phoneNumber.ts";
import { tariffOf } from "#telephony/number/tariff.ts";
import { dialPlan, helpNumbers, numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/** Where the outside is found now. */
export interface Outside {
  readonly settings: Settings;
  way(account: string): AccountWay | undefined;
  /** Minutes that were talked outside today; counted when asked for. */
  readonly minutesToday: number;
}

/** Why a call out is not made: a code for the reasons, and what the caller is told. */
export interface Forbidden {
  readonly code: string;
  readonly prompt: "not-allowed" | "no-account";
}

/** The plan of a call from one of our own telephones, with the one reason that it has. */
export function planOut(dialled: string, outside: Outside): Decision {
  const meaning = meaningOf(dialled, dialPlan(outside.settings));
  const forbidden = meaning.is === "number" ? whyNot(meaning.number, outside) : undefined;
  const code = forbidden?.code ?? `dialled.${meaning.is}`;
  const because = [{ rule: "outgoing", matched: true, code, params: { dialled } }];
  if (forbidden) return { plan: refused(forbidden), because, cause: "rejected" };
  const cause = meaning.is === "nothing" && !isAddress(dialled) ? ("unknown" as const) : null;
  return { plan: planFor(meaning, dialled), because, cause };
}

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
      return [{ do: "conference", room: meaning.room }];
    case "take":
      return [{ do: "take", ...(meaning.what !== undefined && { what: meaning.what }) }];
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
export function whyNot(number: string, outside: Outside): Forbidden | undefined {
  const { settings } = outside;
  const { abroad, premium, minutesPerDay } = settings.outgoing.limits;
  const tariff = tariffOf(number, numbering(settings));
  if (tariff === "abroad" && abroad === "deny")
    return { code: "limit.abroad", prompt: "not-allowed" };
  if (tariff === "premium" && premium === "deny")
    return { code: "limit.premium", prompt: "not-allowed" };
  if (minutesPerDay !== null && outside.minutesToday >= minutesPerDay)
    return { code: "limit.minutes", prompt: "not-allowed" };
  return routeOrder(settings).length === 0
    ? { code: "outgoing.noAccount", prompt: "no-account" }
    : undefined;
}

/** Accounts in the owner's order; none named: all of them. */
const routeOrder = ({ outgoing, accounts }: Settings): readonly Account[] => {
  const enabled = accounts.filter((one) => one.enabled);
  if (outgoing.route.length === 0) return enabled;
  return outgoing.route.flatMap((id) => enabled.find((one) => one.id === id) ?? []);
};

/** The ways to a number or address. What is forbidden has none, whoever asks: a rule, a 3xx, a dialler. */
export function reachOutside(target: Target, call: CallAbout, outside: Outside): Endpoint[] {
  if ("device" in target) return [];
  const { settings } = outside;
  const text = "number" in target ? target.number : target.address;
  const help = emergencyIn(text, helpNumbers(settings)) !== undefined;
  if (help !== (call.emergency ?? false)) return []; // nobody is ever forwarded to a call for help
  const why = help ? undefined : (circular(text, call, settings) ?? limited(text, outside));
  if (why) return [{ to: "nobody", address: text, cause: why }];
  const order = orderFor(target.via, help, settings);
  const ways = order.flatMap((account) => outside.way(account.id) ?? []);
  const usable = ways.filter((way) => way.usable);
  const others = help ? ways.filter((way) => !way.usable) : [];
  const routes = [...usable, ...others].map(({ account }) => routeOf(account, text, settings));
  const redirect = redirectFor(text, call, outside);
  if (routes.length === 0 && redirect === undefined) return [];
  return [{ to: "outside", routes, ...(redirect !== undefined && { redirect }) }];
}

function limited(text: string, outside: Outside): Cause | undefined {
  const forbidden = whyNot(numberIn(text), outside);
  return forbidden && { kind: "rejected", text: forbidden.code };
}

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
  return way(account.id)?.uriOf(routeOf(account, text, settings).address);
}

/** Through which accounts a call for help would leave now, the best first. */
export const accountsForHelp = ({ settings, way }: Outside): readonly string[] =>
  orderFor(undefined, true, settings)
    .map(({ id }) => id)
    .filter((id) => way(id)?.usable);

/** Somebody who shall know of a call for help: no limit of the owner's stands between. */
export function wayToTell(to: string, call: CallAbout, outside: Outside): Route | undefined {
  const { settings } = outside;
  const limits = { abroad: "allow", premium: "allow", minutesPerDay: null } as const;
  const open = { ...settings, outgoing: { ...settings.outgoing, limits } };
  const target = /^sips?:/i.test(to) ? { address: to } : { number: to };
  const [endpoint] = reachOutside(target, call, {
    settings: open,
    minutesToday: 0,
    way: (account) => outside.way(account),
  });
  return endpoint?.to === "outside" ? endpoint.routes[0] : undefined;
}

/** The user part of an address counts as a number: `sip:+1900…@carrier` costs the same. */
const numberIn = (text: string): string =>
  /^sips?:/i.test(text) ? (/^sips?:([^@;]+)@/i.exec(text)?.[1] ?? "") : text;

function orderFor(via: string | undefined, help: boolean, settings: Settings): readonly Account[] {
  const order = routeOrder(settings);
  if (help) return [...new Set([...order, ...settings.accounts.filter((one) => one.enabled)])];
  if (via === undefined) return order;
  return settings.accounts.filter((one) => one.id === via && one.enabled);
}

const routeOf = (account: Account, text: string, settings: Settings): Route => ({
  account: account.id,
  address: /^sips?:/i.test(text) ? text : formatted(account, text, settings),
});

/** As that account wants numbers: with the country and its +, without the +, as at home, or as dialled. */
function formatted({ numberFormat }: Account, text: string, settings: Settings): string {
  const home = numbering(settings);
  const number = readNumber(text, home);
  if (number?.is !== "world" || numberFormat === "dialled") return bare(text);
  const e164 = canonical(number);
  if (numberFormat === "+e164") return e164;
  if (numberFormat === "e164") return e164.slice(1);
  return nationalDigits(number.e164, home).at(-1) ?? e164;
}
