/**
 * The events and signals of RFC 3660 that a telephone line needs, in our words: packages L (line),
 * D (DTMF), G (generic) and H (handset emulation), which has what L has under its own name.
 */
import type { LineTone } from "#telephony/line/line.ts";
import type { ObservedEvent, SignalRequest } from "./eventList.ts";
import { quoted } from "./nested.ts";

/** Which package an endpoint's hook and ringing are in. */
export type LinePackage = "L" | "H";

export type GatewaySense =
  | { readonly on: "offHook" | "onHook" | "flash" }
  | { readonly on: "digit"; readonly digit: string };

/** Undefined for what says nothing about the telephone: completed signals, timers, modem tones. */
export function senseOf({ event }: ObservedEvent): GatewaySense | undefined {
  const [, scope = "", name = ""] = /^(?:([^/]+)\/)?([^@]+)/.exec(event.toUpperCase()) ?? [];
  if (scope === "D" || (scope === "" && name.length === 1))
    return /^[0-9*#A-D]$/.test(name) ? { on: "digit", digit: name } : undefined;
  if (scope !== "" && scope !== "L" && scope !== "H") return undefined;
  if (name === "HD") return { on: "offHook" };
  if (name === "HU") return { on: "onHook" };
  return name === "HF" ? { on: "flash" } : undefined;
}

const signal = (name: string, ...parameters: readonly string[]): SignalRequest => ({
  signal: name,
  parameters,
});

/**
 * RFC 3660 §2.4 has one stutter tone: it is also what GR-506 calls recall dial tone, and the nearest
 * that there is to the tone that says that calls are forwarded.
 */
const tones: Readonly<Record<LineTone, string>> = {
  dial: "dl",
  stutter: "sl",
  special: "sl",
  recall: "sl",
  ringback: "G/rt",
  busy: "bz",
  reorder: "ro",
  howler: "ot",
  waiting: "wt",
  confirm: "G/cf",
  interrupt: "wt", // the package has no other that is heard over a call
};

/** `undefined`: no word of ours, but a line may learn new ones. */
export const toneSignal = (tone: LineTone, scope: LinePackage): SignalRequest => {
  const name = tones[tone];
  return signal(name.includes("/") ? name : `${scope}/${name}`);
};

/** After these, digits are to be dialled. */
export const asksForDigits = (tone: LineTone): boolean =>
  tone === "dial" || tone === "stutter" || tone === "special" || tone === "recall";

/** Our cadences r2 to r7 are the distinctive ones of the same number; every other rings as usual. */
export function ringSignal(cadence: string, scope: LinePackage): SignalRequest {
  if (cadence === "r5") return signal(`${scope}/rs`); // one splash
  return signal(/^r[2-7]$/.test(cadence) ? `${scope}/${cadence}` : `${scope}/rg`);
}

export interface CallerShown {
  readonly number?: string;
  readonly name?: string;
  readonly hidden?: boolean;
}
export interface DisplayTime {
  readonly month: number;
  readonly day: number;
  /** Since midnight. */
  readonly minute: number;
}

/** RFC 3660 §2.4, `ci`: time, number and name; P for one who does not want to be seen, O for one who is not known. */
export function callerSignal(
  { number, name, hidden }: CallerShown,
  at: DisplayTime,
  scope: LinePackage,
): SignalRequest {
  const two = (value: number): string => String(value).padStart(2, "0");
  const time = [at.month, at.day, Math.floor(at.minute / 60), at.minute % 60].map(two).join("/");
  const said = (text: string | undefined): string => {
    if (hidden) return "P";
    return text === undefined || text === "" ? "O" : quoted(text);
  };
  return signal(`${scope}/ci`, time, said(number), said(name && plain(name)));
}

/** What a display of letters can show: no accents, no line ends, no more than a display has room for. */
const plain = (name: string): string =>
  name
    .normalize("NFKD")
    .replaceAll(/[^ -~]/g, "")
    .slice(0, 50)
    .trim();

export const lampSignal = (lit: boolean, scope: LinePackage): SignalRequest =>
  signal(`${scope}/vmwi`, lit ? "+" : "-");
