/**
 * What is dialled at a telephone: digit by digit, whether it is a whole number yet, and in the end
 * what is meant by it. Calls for help come first of all; then the codes of the owner's profile, then
 * numbers as the owner's country writes them. Whether a call may be made is decided elsewhere.
 */
import type { Dialled } from "#telephony/line/line.ts";
import { type ProfileName, type Read, readCode } from "#telephony/services/readCode.ts";
import {
  type Prefix,
  profiles,
  type ServiceId,
  type Wants,
} from "#telephony/services/starCodes.ts";
import {
  dialledNumber,
  invalid,
  isNorthAmerica,
  more,
  type NumberPlan,
  whole,
} from "./dialledNumber.ts";
import { emergencyIn, urnNumber } from "./emergency.ts";
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
  | { readonly is: "emergency"; readonly number: string }
  /** The owner's menu of messages; one's own voice. */
  | { readonly is: "messages" | "echo" }
  | { readonly is: "conference"; readonly room: string }
  /** What another telephone of ours has goes on here; `what`: that call, or leg of one. */
  | { readonly is: "take"; readonly what?: string }
  /** Who leaves a message or is asked who it is is heard here; `what`: in that call. */
  | { readonly is: "listen"; readonly what?: string }
  /** As it was dialled, without what only ends it. `hidden`: what was said of it for this call alone. */
  | {
      readonly is: "number";
      readonly number: string;
      readonly hidden?: boolean;
      /** One of the plan's prefixes. */
      readonly keyed?: string;
    }
  /** `input`: what was keyed behind the code, perhaps nothing yet. */
  | { readonly is: "service"; readonly service: ServiceId; readonly input: string }
  | { readonly is: "telephone"; readonly device: string }
  | { readonly is: "nothing" };

/** Whatever the profile says: a call for help is put through behind them, for some dial them out of habit. */
const before = ["*67", "*82", "*81", "*70", "*71", "*31#", "#31#"];

const callForHelp: Dialled = { is: "complete", emergency: true };
/** A code that is whole and asks for what it is about. */
const asks: Dialled = { is: "more", enough: false, asks: true };
const wholeService: Dialled = { is: "complete", service: true };

/** `#` behind the digits says that there will be no more; names and addresses are always whole. */
export function dialled(digits: string, plan: DialPlan): Dialled {
  if (digits === "") return more(false);
  if (!/^[0-9*#]+$/.test(digits)) return asWhole(meaningOf(digits, plan));
  if (/^[*#]/.test(digits)) return code(digits, plan);
  if (digits.endsWith("#")) return asWhole(meaningOf(digits, plan));
  if (isHelp(digits, plan)) return mayBeLonger(digits, plan) ? more(true) : callForHelp;
  if (digits === plan.test || roomOf(digits, plan)) return more(true);
  const verdict = digits.includes("*") ? invalid : dialledNumber(digits, plan);
  return verdict.is === "invalid" && beginsHelp(digits, plan) ? more(false) : verdict;
}

function asWhole(meaning: Meaning): Dialled {
  if (meaning.is === "nothing") return invalid;
  if (meaning.is === "service") return wholeService;
  return meaning.is === "emergency" ? callForHelp : whole;
}

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

function ownParty(text: string): Meaning | undefined {
  const name = text.toLowerCase();
  if (name === "messages" || name === "echo") return { is: name };
  if (text.startsWith(takePrefix)) return { is: "take", what: text.slice(takePrefix.length) };
  if (text.startsWith(listenPrefix)) return { is: "listen", what: text.slice(listenPrefix.length) };
  return ofTheHouse(name);
}

/** Before the id of a call, or of a leg of one: it goes on here. For pages and INVITEs with Replaces. */
export const takePrefix = "take:";
/** Before the id of a call: its caller is heard here. */
export const listenPrefix = "listen:";

/** Calls that nobody dials: the house rings somebody, and this is what it has to say. */
const houseSays: Readonly<Record<string, ServiceId | undefined>> = {
  "wake-up": "wakeUpCall",
  "help-notice": "helpNotice",
};
const sent = "message-";
/** What such a call is to when it plays a message that was left. */
export const sentMessage = (id: string): string => `${sent}${id}`;

function ofTheHouse(text: string): (Meaning & { is: "service" }) | undefined {
  if (/^message-[0-9a-f]{1,64}$/.test(text))
    return { is: "service", service: "playMessage", input: text.slice(sent.length) };
  const service = houseSays[text];
  return service && { is: "service", service, input: "" };
}

const roomOf = (digits: string, { rooms }: DialPlan) =>
  rooms.find(({ number }) => number === digits);

function firstRoom({ rooms: [room] }: DialPlan): Meaning {
  return room ? { is: "conference", room: room.id } : { is: "nothing" };
}

/* Codes. */

/** A time of day may look like a call for help: `*55` and `0112` wake at 1:12, and call nobody. */
function wakesAt(text: string, plan: DialPlan): boolean {
  const read = readCode(text, plan.codes);
  const asked = read.is === "service" && read.service === "wakeUpOn" ? read.input : "";
  return /^([01][0-9]|2[0-3])[0-5][0-9]$/.test(asked);
}

const isHelp = (digits: string, { help }: DialPlan): boolean => help.includes(digits);
const beginsHelp = (digits: string, { help }: DialPlan): boolean =>
  help.some((number) => number.startsWith(digits));

/** In Berlin local numbers begin with 911 too: there the short wait tells them from a call for help. */
function mayBeLonger(digits: string, { home }: DialPlan): boolean {
  return digits === "911" && home.areaCode !== undefined && !isNorthAmerica(home);
}

function starred(text: string, plan: DialPlan): Meaning {
  const keyed = prefixOf(text, plan);
  if (keyed === undefined) return codeMeans(text, plan);
  return behindKeyed(keyed, meaningOf(text.slice(keyed.length), plan));
}

/** The longest that was keyed. */
const prefixOf = (text: string, { prefixes = [] }: DialPlan): string | undefined =>
  prefixes.filter((one) => text.startsWith(one)).sort((a, b) => b.length - a.length)[0];

/** Only numbers go out, and a call for help goes as it is. */
const behindKeyed = (keyed: string, meaning: Meaning): Meaning =>
  meaning.is === "number" ? { ...meaning, keyed } : { is: "nothing" };

function code(digits: string, plan: DialPlan): Dialled {
  const keyed = prefixOf(digits, plan);
  if (keyed === digits) return asks;
  if (keyed !== undefined) return dialled(digits.slice(keyed.length), plan);
  const rest = behindPrefixes(digits);
  if (rest && isHelp(rest.replace(/#$/, ""), plan)) return callForHelp;
  const verdict = coded(readCode(digits, plan.codes), plan);
  // In this profile it is a whole code: the short wait tells it from a prefix of a call for help.
  if (verdict.is === "complete" && rest === "") return more(true);
  if (verdict.is !== "invalid") return verdict;
  if (rest === "#" && isWhole(digits.slice(0, -1), plan)) return asWhole(codeMeans(digits, plan));
  const begins =
    plan.prefixes?.some((text) => text.startsWith(digits)) ||
    before.some((text) => text.startsWith(rest ?? digits)) ||
    (rest !== undefined && beginsHelp(rest, plan));
  return begins ? more(false) : asWhole(codeMeans(digits, plan));
}

/** In this profile; a hash behind it ends it, and begins no prefix. */
const isWhole = (digits: string, plan: DialPlan): boolean =>
  coded(readCode(digits, plan.codes), plan).is === "complete";

/** Undefined: no such prefix was keyed. */
function behindPrefixes(digits: string): string | undefined {
  const prefix = before.find((text) => digits.startsWith(text));
  if (prefix === undefined) return undefined;
  const rest = digits.slice(prefix.length);
  return behindPrefixes(rest) ?? rest;
}

function coded(read: Read, plan: DialPlan): Dialled {
  switch (read.is) {
    case "service":
      return wholeService;
    case "goes":
      return read.to === "conference" && plan.rooms.length === 0 ? invalid : whole;
    case "slot":
      return plan.speedDials[read.slot] === undefined ? invalid : whole;
    case "before":
      return behind(read, plan);
    case "wants":
      return wanted(read, plan);
    case "begun":
      return more(false);
    case "nothing":
      return invalid;
  }
}

function behind({ prefix, rest }: Read & { readonly is: "before" }, plan: DialPlan): Dialled {
  if (rest === "") return asks;
  if (/^[*#].*[*#]/.test(rest)) return invalid; // one more prefix may follow, and no third
  const verdict = dialled(rest, plan);
  if (verdict.is !== "complete") return verdict;
  if (prefix === "transfer") return transferTo(verdict);
  return prefix === "alone" ? { ...verdict, alone: true } : verdict;
}

/** Nobody is put through to a call for help, or to the house; the former is still made. */
function transferTo(verdict: Dialled & { readonly is: "complete" }): Dialled {
  if (verdict.service) return invalid;
  return verdict.emergency ? verdict : { ...verdict, transfer: true };
}

/** What ends the input is its own length, a number's, or a hash. */
function wanted({ wants, input }: Read & { readonly is: "wants" }, plan: DialPlan): Dialled {
  if (input === "") return asks;
  const start = slotLength(wants);
  if (start === undefined || profiles[plan.codes].closed || input.length <= start)
    return more(false);
  const verdict = dialledNumber(input.slice(start), plan);
  return verdict.is === "complete" ? wholeService : verdict;
}

function slotLength(wants: Wants): number | undefined {
  if (wants === "number") return 0;
  if (wants === "slotAndNumber") return 1;
  return wants === "longSlotAndNumber" ? 2 : undefined;
}

function codeMeans(text: string, plan: DialPlan): Meaning {
  const read = readCode(text, plan.codes);
  switch (read.is) {
    case "service":
    case "wants":
      return { is: "service", service: read.service, input: read.input };
    case "goes":
      return read.to === "conference" ? firstRoom(plan) : { is: read.to };
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
