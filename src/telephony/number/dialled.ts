/**
 * What is dialled at a telephone, digit by digit: whether it is a whole number or code yet. A call
 * for help is seen first of all. What is meant in the end: `dialPlan.ts`.
 */
import type { Dialled } from "#telephony/line/line.ts";
import { type Read, readCode } from "#telephony/services/readCode.ts";
import { profiles, type Wants } from "#telephony/services/starCodes.ts";
import { dialledNumber, invalid, isNorthAmerica, more, whole } from "./dialledNumber.ts";
import { codeMeans, type DialPlan, type Meaning, meaningOf, prefixOf, roomOf } from "./dialPlan.ts";

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

const isHelp = (digits: string, { help }: DialPlan): boolean => help.includes(digits);
const beginsHelp = (digits: string, { help }: DialPlan): boolean =>
  help.some((number) => number.startsWith(digits));

/** In Berlin local numbers begin with 911 too: there the short wait tells them from a call for help. */
function mayBeLonger(digits: string, { home }: DialPlan): boolean {
  return digits === "911" && home.areaCode !== undefined && !isNorthAmerica(home);
}

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
      if (read.to === "take" && !profiles[plan.codes].closed) return more(true); // a slot may follow
      return read.to === "conference" && plan.rooms.length === 0 ? invalid : whole;
    case "parked":
      return whole;
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
