/**
 * What the owner's telephones may dial, and what is meant by it once nothing more will come. Calls for help come first of all;
 * then the codes of the owner's profile, then numbers as they were dialled. Whether a call may be
 * made is decided elsewhere.
 */
import { type ProfileName, readCode } from "#telephony/services/readCode.ts";
import type { Prefix } from "#telephony/services/starCodes.ts";
import type { NumberPlan } from "./dialledNumber.ts";
import { emergencyIn, urnNumber } from "./emergency.ts";
import { type OwnParty, ownParty, parkedIn } from "./ownParty.ts";
import { bare } from "./phoneNumber.ts";

/** What the owner's settings say about dialling; `settings/home.ts` gathers it. */
export interface DialPlan extends NumberPlan {
  /** Every number that calls for help. */
  readonly help: readonly string[];
  /** Tries the call for help without calling anybody. */
  readonly test?: string;
  /** The ids of the telephones of the house, which call each other by them. */
  readonly telephones: readonly string[];
  readonly codes: ProfileName;
  /** Where several may talk; the first has a star code. */
  readonly rooms: readonly { readonly id: string; readonly number?: string }[];
  /** Keyed before a number to say through which account, or as whom. */
  readonly prefixes?: readonly string[];
  /** Numbers under one digit or two. */
  readonly speedDials: Readonly<Record<string, string>>;
}

export type Meaning =
  | OwnParty
  | { readonly is: "emergency"; readonly number: string }
  | { readonly is: "conference"; readonly room: string }
  /** As it was dialled, without what only ends it. `hidden`: what was said of it for this call alone. */
  | {
      readonly is: "number";
      readonly number: string;
      readonly hidden?: boolean;
      /** One of the plan's prefixes. */
      readonly keyed?: string;
    }
  | { readonly is: "telephone"; readonly device: string }
  | { readonly is: "nothing" };

/** What was meant, once nothing more will come. */
export function meaningOf(text: string, plan: DialPlan): Meaning {
  const ended = text.length > 1 ? text.replace(/#$/, "") : text;
  const emergency = wakesAt(text, plan) ? undefined : helpIn(ended, plan);
  if (emergency !== undefined) return { is: "emergency", number: emergency };
  const own = ownParty(ended);
  if (own) return own;
  if (ended === plan.test) return { is: "service", service: "emergencyTest", input: "" };
  if (plan.telephones.includes(ended)) return { is: "telephone", device: ended };
  const room = roomOf(ended, plan);
  if (room) return { is: "conference", room: room.id };
  if (/^[*#]/.test(text)) return starred(text, plan);
  const kept = ended === text ? undefined : plan.speedDials[ended];
  if (kept !== undefined) return { is: "number", number: kept };
  const number = /[A-Za-z@]/.test(ended) ? "" : bare(ended);
  return /^\+?[0-9]{1,15}$/.test(number) ? { is: "number", number } : { is: "nothing" };
}

const helpIn = (text: string, { home, help }: DialPlan): string | undefined =>
  urnNumber(text, home.country) ?? emergencyIn(text, help);

export const roomOf = (digits: string, { rooms }: DialPlan) =>
  rooms.find(({ number }) => number === digits);

function firstRoom({ rooms: [room] }: DialPlan): Meaning {
  return room ? { is: "conference", room: room.id } : { is: "nothing" };
}

/** A time of day may look like a call for help: `*55` and `0112` wake at 1:12, and call nobody. */
function wakesAt(text: string, plan: DialPlan): boolean {
  const read = readCode(text, plan.codes);
  const asked = read.is === "service" && read.service === "wakeUpOn" ? read.input : "";
  return /^([01][0-9]|2[0-3])[0-5][0-9]$/.test(asked);
}

function starred(text: string, plan: DialPlan): Meaning {
  const keyed = prefixOf(text, plan);
  if (keyed === undefined) return codeMeans(text, plan);
  return behindKeyed(keyed, meaningOf(text.slice(keyed.length), plan));
}

/** The longest that was keyed. */
export const prefixOf = (text: string, { prefixes = [] }: DialPlan): string | undefined =>
  prefixes.filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length)[0];

/** Only numbers go out, and a call for help goes as it is. */
const behindKeyed = (keyed: string, meaning: Meaning): Meaning =>
  meaning.is === "number" ? { ...meaning, keyed } : { is: "nothing" };

export function codeMeans(text: string, plan: DialPlan): Meaning {
  const read = readCode(text, plan.codes);
  switch (read.is) {
    case "service":
    case "wants":
      return { is: "service", service: read.service, input: read.input };
    case "goes":
      return read.to === "conference" ? firstRoom(plan) : { is: read.to };
    case "parked":
      return { is: "take", what: parkedIn(read.slot) };
    case "slot":
      return numberIn(plan.speedDials[read.slot]);
    case "before":
      return hiddenOrNot(meaningOf(read.rest, plan), read.prefix);
    default: // a hash that only ends it
      return text.endsWith("#") && text.length > 1
        ? codeMeans(text.slice(0, -1), plan)
        : { is: "nothing" };
  }
}

const numberIn = (number: string | undefined): Meaning =>
  number === undefined ? { is: "nothing" } : { is: "number", number };

const hiddenOrNot = (meaning: Meaning, prefix: Prefix): Meaning =>
  meaning.is === "number" && (prefix === "hide" || prefix === "show")
    ? { ...meaning, hidden: prefix === "hide" }
    : meaning;
