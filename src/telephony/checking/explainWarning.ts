/** Warnings in English sentences, for the command line; pages have words of their own for the same codes. */
import type { Settings } from "#telephony/settings/settings.ts";
import type { ExampleCall, Warning } from "./warning.ts";

type Say = (params: Warning["params"], name: (id: unknown) => string) => string;

const never = (rule: unknown, name: (id: unknown) => string): string =>
  `the rule ${name(rule)} is never reached`;

const sentences: Readonly<Record<string, Say>> = {
  "check.broken": ({ check, rule }, name) =>
    `the check "${check}" does not hold any more: ${name(rule)} decides otherwise`,
  "check.shadowed": ({ rule, by }, name) =>
    `${never(rule, name)}: ${name(by)} before it takes every call that fits it`,
  "check.shadowedTogether": ({ rule, by }, name) =>
    `${never(rule, name)}: what stands before it takes every call that fits it, the one below by ${name(by)}`,
  "check.neverHolds": ({ rule }, name) => `${never(rule, name)}: no call fits all that it asks for`,
  "check.nothingEverRings": () => "nothing ever rings, whoever calls",
  "check.nothingRings": ({ days, from, to }) =>
    `nothing rings from ${from} to ${to}, whoever calls (begins ${days})`,
  "check.nothingRingsOver": ({ day, from, lastDay, to }) =>
    `nothing rings from ${day} ${from} to ${lastDay} ${to}, whoever calls`,
  "check.nothingRingsBetween": ({ since, until }) =>
    `nothing rings from ${since} to ${until}, whoever calls`,
  "check.personNeverThrough": ({ person, rule }, name) =>
    `${name(person)} never gets through, not even to the mailbox, though ${name(rule)} names nobody`,
  "check.strangerNeverThrough": ({ rule }, name) =>
    `whom you do not know never gets through, not even to the mailbox: ${name(rule)} turns them away`,
  "check.hiddenNeverThrough": ({ rule }, name) =>
    `who hides the number never gets through, not even to the mailbox: ${name(rule)} turns them away`,
  "check.mayComeBack": ({ to, account }, name) =>
    `${to} is what ${name(account)} shows as its own: if calls to it come in here, one sent there comes back`,
  "check.unconfirmed": ({ to }) =>
    `no caller is sent to ${to}: it costs more than a call at home, and only abroad: true lets it`,
  "check.othersMailbox": ({ to }) =>
    `a mailbox at ${to} may answer before anybody here; with confirm: true only a person can`,
  "check.accountOff": ({ account }, name) => `the account ${name(account)} is switched off`,
  "check.mailboxOff": ({ rule }, name) =>
    `the mailbox is switched off: where ${name(rule)} sends callers there, they are turned away`,
  "check.noNumber": ({ person }, name) => `${name(person)} has no number to be called at`,
  "check.neverOccurs": ({ time }, name) => `the time ${name(time)} never comes`,
  "check.overlaps": ({ days, from, to }) =>
    `${days} from ${from} to ${to} is within the other hours of this time and changes nothing`,
  "check.speedDialShadowed": ({ slot, is }) =>
    `the speed dial ${slot} cannot be dialled: ${saysWhat(is)}`,
  "check.telephoneShadowed": ({ device, is }, name) =>
    `the telephone ${name(device)} cannot be dialled by its id: ${saysWhat(is)}`,
  "check.telephoneShadows": ({ device, number }, name) =>
    `who dials ${number} in the house rings the telephone ${name(device)}, whose id it is`,
};

const meanings: Readonly<Record<string, string>> = {
  emergency: "that calls for help",
  telephone: "that rings a telephone of the house",
  service: "that tries the call for help",
  messages: "that plays the messages",
  echo: "that is the echo",
};
const saysWhat = (is: unknown): string => meanings[String(is)] ?? `that is ${is}`;

interface Named {
  readonly id: string;
  readonly name?: string;
}

/** One sentence, without its place. */
export function explainWarning({ code, params }: Warning, settings: Settings): string {
  const { rules, people, accounts, times, devices } = settings;
  const all: readonly Named[] = [...rules, ...people, ...accounts, ...times, ...devices];
  const name = (id: unknown): string => `"${all.find((one) => one.id === id)?.name || id}"`;
  const say = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  return say ? say(params, name) : code;
}

/** `+442079460123 calls +16135550142 through "carrier", 2026-11-28T12:00-05:00`; or what is dialled. */
export function explainExample({ call, dialled }: Warning): string | undefined {
  if (dialled !== undefined) return `${dialled} is dialled`;
  return call && [callText(call), ...circumstances(call)].join(", ");
}

function callText({ from, address, to, via, at }: ExampleCall): string {
  const who = from === "hidden" ? "somebody without a number" : from;
  const also = address === undefined ? "" : ` (${address})`;
  const through = via === undefined ? "" : ` through ${via}`;
  return `${who}${also} calls ${to}${through}, ${at}`;
}

function circumstances(call: ExampleCall): readonly string[] {
  const { mode, devices = {}, attested, again, before, listed, calendars } = call;
  return [
    ...(mode === undefined ? [] : [`in the mode ${mode}`]),
    ...Object.entries(devices).map(([id, state]) => `while ${id} is ${state}`),
    ...(attested === undefined ? [] : [`attested ${attested}`]),
    ...(again === undefined ? [] : [`again after ${again} min`]),
    ...(before === undefined ? [] : ["after an earlier call"]),
    ...(listed?.length ? [`listed by ${listed.join(", ")}`] : []),
    ...(calendars?.length ? [`while a calendar says ${calendars.join(", ")}`] : []),
  ];
}
