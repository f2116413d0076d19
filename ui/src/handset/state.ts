/**
 * handset: this browser as a telephone. The server's line decides what happens; here is what the
 * telephone shows of it, its hook and keys, its bell, and its sound. This file is the part without
 * a browser: what is known, and how each word changes it.
 */
import { type Cadence, cadenceOf } from "./cadence.ts";

export interface Party {
  readonly number?: string;
  readonly name?: string;
}

export interface Others {
  readonly waiting?: Party;
  readonly held?: Party;
  readonly third?: Party;
}

export type Link = "none" | "opening" | "open" | "lost" | "replaced" | "refused";
/** Why there is no sound from here, in the order in which they are found out. */
export type MicTrouble = "insecure" | "refused" | "missing" | "failed" | "noWebRtc";

export interface Handset {
  readonly device: string | undefined;
  readonly link: Link;
  readonly hook: "on" | "off";
  /** The line's state as the server names it: `dialTone`, `talking`. */
  readonly line: string;
  readonly party: Party | undefined;
  /** Who else is there: waits in mid-call, is held, is the third of three. */
  readonly others: Others;
  readonly ring:
    | {
        readonly caller: Party;
        readonly cadence: Cadence;
        readonly since: number;
        /** The caller only speaks, and the loudspeaker may open by itself. */
        readonly announced: boolean;
      }
    | undefined;
  /** Who is in the ear speaks one way: the microphone is off until a key answers. */
  readonly spoken: boolean;
  /** Nobody lifted: the loudspeaker opened for whoever speaks, and closes behind them. */
  readonly byItself: boolean;
  readonly silenced: boolean;
  /** What was keyed since the handset was lifted. */
  readonly digits: string;
  readonly lastDialled: string;
  /** By this page's clock, as far as it was there: see `resumed`. */
  readonly talkingSince: number | undefined;
  /** The page came to a call that was under way: only the server knows since when. */
  readonly resumed: boolean;
  readonly muted: boolean;
  readonly lamp: boolean;
  readonly opening: boolean;
  readonly mic: MicTrouble | undefined;
  readonly detail: string;
}

export const atRest: Handset = {
  device: undefined,
  link: "none",
  hook: "on",
  line: "idle",
  party: undefined,
  others: {},
  ring: undefined,
  spoken: false,
  byItself: false,
  silenced: false,
  digits: "",
  lastDialled: "",
  talkingSince: undefined,
  resumed: false,
  muted: false,
  lamp: false,
  opening: false,
  mic: undefined,
  detail: "",
};

export type Word =
  | { readonly on: "device"; readonly device: string | undefined }
  | { readonly on: "link"; readonly link: Link }
  /** From the server. */
  | { readonly on: "frame"; readonly frame: Record<string, unknown>; readonly now: number }
  | { readonly on: "opening" | "lifted" | "resumed" | "hungUp" | "muted" | "unmuted" | "silenced" }
  | { readonly on: "liftedItself" | "talksBack" | "leftAlone" }
  | { readonly on: "digit"; readonly digit: string }
  | { readonly on: "mic"; readonly trouble: MicTrouble | undefined; readonly detail?: string };

export function heard(handset: Handset, word: Word): Handset {
  switch (word.on) {
    case "device":
      return { ...atRest, device: word.device, lastDialled: handset.lastDialled };
    case "link":
      return linked(handset, word.link);
    case "frame":
      return told(handset, word.frame, word.now);
    case "opening":
      return { ...handset, opening: true, mic: undefined, detail: "" };
    case "lifted":
      return lifted(handset);
    case "liftedItself":
      return { ...lifted(handset), byItself: true };
    case "leftAlone":
      return { ...handset, opening: false };
    case "talksBack":
      return { ...handset, byItself: false };
    case "resumed":
      return { ...handset, hook: "off", opening: false, resumed: true };
    case "hungUp":
      return onHook(handset);
    case "muted":
    case "unmuted":
      return { ...handset, muted: word.on === "muted" };
    case "silenced":
      return { ...handset, silenced: true };
    case "digit":
      return { ...handset, digits: `${handset.digits}${word.digit}`.slice(-40) };
    case "mic":
      return { ...handset, mic: word.trouble, detail: word.detail ?? "" };
  }
}

const lifted = (handset: Handset): Handset => ({
  ...handset,
  hook: "off",
  opening: false,
  ring: undefined,
  digits: "",
  muted: false,
});

/** A broken channel is a telephone that was unplugged: it hangs up and falls silent. */
function linked(handset: Handset, link: Link): Handset {
  return link === "open" || link === "opening"
    ? { ...handset, link }
    : { ...onHook(handset), ring: undefined, link };
}

const onHook = (handset: Handset): Handset => ({
  ...handset,
  hook: "on",
  opening: false,
  line: "idle",
  party: undefined,
  others: {},
  spoken: false,
  byItself: false,
  talkingSince: undefined,
  resumed: false,
  muted: false,
  lastDialled: dialled(handset),
  digits: "",
});

/** What redial dials: the digits up to the answer are a number, star codes and single keys are not. */
const dialled = ({ digits, lastDialled }: Handset): string =>
  /^\+?[0-9]{3,}$/.test(digits) ? digits : lastDialled;

function told(handset: Handset, frame: Record<string, unknown>, now: number): Handset {
  if ("ring" in frame) return ringing(handset, frame["ring"], now);
  if ("stopRinging" in frame) return { ...handset, ring: undefined, silenced: false };
  if (typeof frame["lamp"] === "boolean") return { ...handset, lamp: frame["lamp"] };
  if (frame["replaced"] === true) return linked(handset, "replaced");
  if (typeof frame["problem"] === "string")
    return {
      ...handset,
      mic: handset.hook === "off" ? "failed" : handset.mic,
      detail: frame["problem"],
    };
  return typeof frame["state"] === "string"
    ? lineState(handset, frame, frame["state"], now)
    : handset;
}

function ringing(handset: Handset, ring: unknown, now: number): Handset {
  const told = (ring ?? {}) as { readonly caller?: Party; readonly announced?: true };
  const { caller = {}, announced = false } = told;
  const rung = { caller, cadence: cadenceOf(told), since: now, announced };
  return { ...handset, silenced: false, ring: rung };
}

const talks: readonly string[] = [
  "talking",
  "callWaiting",
  "alternating",
  "threeWay",
  "whispered",
  "interrupted",
];
/** Somebody is in the ear. */
export const isTalking = (line: string): boolean => talks.includes(line);
/** In these nobody is. */
const alone: readonly string[] = ["idle", "dialTone", "dialing"];

function lineState(
  handset: Handset,
  frame: { readonly party?: Party; readonly oneWay?: true } & Others,
  line: string,
  now: number,
): Handset {
  const { party, waiting, held, third, oneWay = false } = frame;
  const begun = isTalking(line) ? (handset.talkingSince ?? now) : undefined;
  return {
    ...handset,
    line,
    spoken: oneWay,
    party: party ?? (alone.includes(line) ? undefined : handset.party),
    others: { ...(waiting && { waiting }), ...(held && { held }), ...(third && { third }) },
    digits: line === "recall" ? "" : handset.digits,
    talkingSince: held ? (begun ?? handset.talkingSince) : begun,
    ring: line === "ringing" ? handset.ring : undefined,
  };
}

/** The line says that its handset is off the hook. */
export const isInUse = (frame: Record<string, unknown>): boolean =>
  typeof frame["state"] === "string" && frame["state"] !== "idle" && frame["state"] !== "ringing";
