/** Which accounts a call to the outside goes through, in order, and as which of the owner's numbers. */
import type { WallTime } from "#kit/time.ts";
import { fits, type Identity } from "#telephony/number/pattern.ts";
import { canonical, countryOf, readNumber } from "#telephony/number/phoneNumber.ts";
import { tariffOf } from "#telephony/number/tariff.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { OutCondition, SimpleOut, WayOut } from "#telephony/settings/outgoing.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { all, any, not, type Reason, reason } from "./condition.ts";
import type { Because } from "./direct.ts";
import { isIn, personOf } from "./directory.ts";
import { localTime } from "./localTime.ts";
import { isDuring, modeAt } from "./times.ts";

/** A call to the outside, from a telephone of the house or by a rule. */
export interface CallOut {
  /** A number as it was dialled, or a SIP address. */
  readonly to: string;
  /** The telephone that calls; absent when a call is forwarded. */
  readonly device?: string;
  /** What was keyed before the number. */
  readonly keyed?: string;
  readonly at: WallTime;
}

export interface Routing {
  /** Ids of accounts, in the order in which they are tried. */
  readonly through: readonly string[];
  /** The number that is shown; absent: each account's own. */
  readonly shows?: string;
  /** Every way out that was looked at, and why it was taken or not. */
  readonly because: readonly Because[];
}

/** The first of the owner's ways out that fits, else the usual order; accounts that are switched off are left out. */
export function routing(call: CallOut, settings: Settings): Routing {
  const { routes, route } = settings.outgoing;
  const because: Because[] = [];
  let taken: WayOut | undefined;
  for (const way of routes) {
    const why = judgeOut(way.when, call, settings);
    because.push({ ...why, rule: way.id });
    if (!why.matched) continue;
    taken = way;
    break;
  }
  const through = enabled(taken?.through ?? route, settings);
  const shows = shownNumber(taken, call, settings);
  return { through, because, ...(shows !== undefined && { shows }) };
}

/** None named: all of them. */
function enabled(ids: readonly string[], { accounts }: Settings): readonly string[] {
  const all = accounts.filter((one) => one.enabled).map(({ id }) => id);
  return ids.length === 0 ? all : [...new Set(ids)].filter((id) => all.includes(id));
}

/** What is said nearest to the call counts: the way out, then the telephone, then the house. */
function shownNumber(
  way: WayOut | undefined,
  { device }: CallOut,
  settings: Settings,
): string | undefined {
  const { devices, outgoing } = settings;
  const ofDevice = devices.find(({ id }) => id === device)?.shows;
  return ownNumber(way?.shows ?? ofDevice ?? outgoing.shows, settings);
}

/** One of the owner's, by its id, with its country. */
export function ownNumber(id: string | undefined, settings: Settings): string | undefined {
  const number = settings.numbers.find((one) => one.id === id)?.number;
  const read = number === undefined ? undefined : readNumber(number, numbering(settings));
  return read && canonical(read);
}

function judgeOut(condition: OutCondition, call: CallOut, settings: Settings): Reason {
  switch (condition.is) {
    case "all":
      return all(condition.of.map((part) => judgeOut(part, call, settings)));
    case "any":
      return any(condition.of.map((part) => judgeOut(part, call, settings)));
    case "not":
      return not(judgeOut(condition.that, call, settings));
    default:
      return judgeSimple(condition, call, settings);
  }
}

function judgeSimple(condition: SimpleOut, call: CallOut, settings: Settings): Reason {
  switch (condition.is) {
    case "always":
      return reason("always", true);
    case "from":
      return reason("from", call.device === condition.device, { device: condition.device });
    case "keyed":
      return reason("keyed", call.keyed === condition.prefix, { prefix: condition.prefix });
    case "mode": {
      const now = modeAt(settings.mode, call.at);
      return reason("mode", now === condition.mode, { mode: condition.mode, now });
    }
    case "during": {
      const time = settings.times.find(({ id }) => id === condition.time);
      const now = localTime(call.at, settings.owner.timeZone);
      return reason("during", time !== undefined && isDuring(time, now), { time: condition.time });
    }
    case "to":
      return judgeTo(condition, call, settings);
  }
}

function judgeTo(
  condition: SimpleOut & { readonly is: "to" },
  { to }: CallOut,
  settings: Settings,
): Reason {
  const { like, person, countries, tariff } = condition;
  const home = numbering(settings);
  const party = { ...identityOf(to), private: false };
  if (like !== undefined) return reason("to.like", fits(like, party, home), { like });
  if (condition.in !== undefined)
    return reason("to.in", isIn(condition.in, party, settings), { group: condition.in });
  if (person !== undefined)
    return reason("to.person", personOf(party, settings)?.id === person, { person });
  const number = readNumber(numberIn(to), home);
  if (countries !== undefined) {
    const country = number?.is === "world" ? countryOf(number.e164) : undefined;
    const matched = country !== undefined && countries.includes(country);
    return reason("to.country", matched, { country: country ?? "-" });
  }
  const now = tariffOf(numberIn(to), home);
  return reason("to.tariff", now === tariff, { tariff: tariff ?? "-", now });
}

/** The user part of an address counts as a number: `sip:+1900…@carrier` costs the same. */
export const numberIn = (text: string): string =>
  /^sips?:/i.test(text) ? (/^sips?:([^@;]+)@/i.exec(text)?.[1] ?? "") : text;

const identityOf = (to: string): Identity =>
  /^sips?:/i.test(to) ? { address: to } : { number: to };
