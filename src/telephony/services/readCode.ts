/** What keys that begin with a star or a hash ask for, as far as they were keyed. */

import {
  type Code,
  type Prefix,
  profiles,
  type ServiceId,
  type Wants,
  wants,
} from "./starCodes.ts";

export type ProfileName = keyof typeof profiles;

export type Read =
  /** A service, and all that it wants. */
  | { readonly is: "service"; readonly service: ServiceId; readonly input: string }
  | { readonly is: "goes"; readonly to: "messages" | "echo" | "take" | "listen" | "conference" }
  | { readonly is: "slot"; readonly slot: string }
  /** What is parked in that slot goes on here. */
  | { readonly is: "parked"; readonly slot: number }
  /** Before a number, which follows. */
  | { readonly is: "before"; readonly prefix: Prefix; readonly rest: string }
  /** A whole code that wants more, of which so much is there. */
  | {
      readonly is: "wants";
      readonly service: ServiceId;
      readonly wants: Wants;
      readonly input: string;
    }
  /** The beginning of a code. */
  | { readonly is: "begun" }
  | { readonly is: "nothing" };

/** `digits` as keyed, whole or not. A number inside is judged by who asks: `input` may be too short. */
export function readCode(digits: string, profile: ProfileName): Read {
  const { codes, closed } = profiles[profile];
  const found = Object.keys(codes)
    .filter((code) => digits.startsWith(code))
    .sort((a, b) => b.length - a.length)[0];
  const code = found === undefined ? undefined : codes[found];
  if (found === undefined || !code) return begun(digits, Object.keys(codes));
  return behind(code, digits.slice(found.length), closed);
}

const begun = (digits: string, codes: readonly string[]): Read =>
  codes.some((code) => code.startsWith(digits)) ? { is: "begun" } : { is: "nothing" };

function behind(code: Code, rest: string, closed: boolean): Read {
  if ("before" in code) return { is: "before", prefix: code.before, rest };
  if ("dials" in code) return slotIn(rest, closed);
  if ("takes" in code)
    return rest === "" || /^[1-9]$/.test(rest) ? { is: "begun" } : parkedIn(rest);
  if ("goes" in code) return gone(code.goes, rest, closed);
  const wanting = wants[code.asks];
  if (wanting === "nothing")
    return rest === "" ? { is: "service", service: code.asks, input: "" } : { is: "nothing" };
  return wanted(code.asks, wanting, rest, closed);
}

/** Where one goes at once, unless it is told which parked call is meant. */
function gone(to: Extract<Read, { is: "goes" }>["to"], rest: string, closed: boolean): Read {
  if (rest === "") return { is: "goes", to };
  return to === "take" && !closed ? parkedIn(rest) : { is: "nothing" };
}

/** `ended`: nothing more comes, for a hash said so or its length is known. */
function wanted(service: ServiceId, wanting: Wants, rest: string, closed: boolean): Read {
  const ended = rest.endsWith("#");
  const input = (ended ? rest.slice(0, -1) : rest).replace(slotSign(wanting), "$1");
  if (!/^[0-9]*$/.test(input)) return { is: "nothing" };
  const length = lengths[wanting];
  if (input.length > (length ?? longest)) return { is: "nothing" };
  if (ended || (!closed && input.length === length))
    return input === "" ? { is: "nothing" } : { is: "service", service, input };
  return { is: "wants", service, wants: wanting, input };
}

/** ETSI puts a star between a slot and its number. */
const slotSign = (wanting: Wants): RegExp =>
  wanting === "slotAndNumber" ? /^([0-9])\*/ : /^([0-9]{2})\*(?=[0-9]*$)/;
/** E.164 counts fifteen digits, and a slot has two. */
const longest = 15;
const lengths: Partial<Record<Wants, number>> = { time: 4, digit: 1 };

function slotIn(rest: string, closed: boolean): Read {
  const slot = rest.replace(/#$/, "");
  if (!/^[0-9]{0,2}$/.test(slot)) return { is: "nothing" };
  const ended = rest.endsWith("#") || (!closed && slot.length === 2);
  return ended && slot !== "" ? { is: "slot", slot } : { is: "begun" };
}

/** One digit, after which no more comes. */
function parkedIn(rest: string): Read {
  const [, slot] = /^([1-9])#?$/.exec(rest) ?? [];
  return slot === undefined ? { is: "nothing" } : { is: "parked", slot: Number(slot) };
}

/** How that service is asked for; undefined: not with keys. */
export const codeOf = (service: ServiceId, profile: ProfileName): string | undefined =>
  Object.entries(profiles[profile].codes).find(
    ([, code]) => "asks" in code && code.asks === service,
  )?.[0];
