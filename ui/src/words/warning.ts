/** What is hardly meant, in plain words, and the call that shows it. */

import { momentOf } from "#kit/calendar.ts";
import { weekdays } from "#telephony/settings/week.ts";
import type { SettingsWarning } from "../api/client.ts";
import type { Names } from "./names.ts";
import type { Words } from "./say.ts";

interface Told {
  readonly words: Words;
  readonly names: Names;
}

/** Codes that are newer than this page are shown as they are. */
export function warningSentence({ code, params }: SettingsWarning, told: Told): string {
  const { words, names } = told;
  const { say } = words;
  const text = (key: string): string => String(params[key] ?? "");
  const rule = names.rule(text("rule"));
  const means = say("check.means", { is: text("is") });
  switch (code) {
    case "check.broken":
      return say(code, { check: text("check"), rule });
    case "check.shadowed":
    case "check.shadowedTogether":
      return say(code, { rule, by: names.rule(text("by")) });
    case "check.neverHolds":
    case "check.mailboxOff":
    case "check.strangerNeverThrough":
    case "check.hiddenNeverThrough":
      return say(code, { rule });
    case "check.personNeverThrough":
      return say(code, { rule, person: names.person(text("person")) });
    case "check.nothingEverRings":
      return say(code);
    case "check.nothingRings":
    case "check.nothingRingsOver":
    case "check.nothingRingsBetween":
    case "check.overlaps":
      return say(code, hours(params, words));
    case "check.mayComeBack":
      return say(code, { to: names.written(text("to")), account: names.account(text("account")) });
    case "check.unconfirmed":
    case "check.othersMailbox":
      return say(code, { to: names.number(text("to")) });
    case "check.accountOff":
      return say(code, { account: names.account(text("account")) });
    case "check.noNumber":
      return say(code, { person: names.person(text("person")) });
    case "check.neverOccurs":
      return say(code, { time: names.time(text("time")) });
    case "check.speedDialShadowed":
      return say(code, { slot: text("slot"), means });
    case "check.telephoneShadowed":
      return say(code, { device: names.title(text("device")), means });
    case "check.telephoneShadows":
      return say(code, {
        device: names.device(text("device")),
        number: names.written(text("number")),
      });
    default:
      return code;
  }
}

/** All that hours may be told by; each sentence takes what it needs. */
function hours(params: SettingsWarning["params"], words: Words): Readonly<Record<string, string>> {
  const text = (key: string): string => String(params[key] ?? "");
  const clock = (key: string): string => (text(key) === "" ? "" : words.clockOf(text(key)));
  const day = (key: string): string => (text(key) === "" ? "" : words.days([indexOf(text(key))]));
  const moment = (key: string): string => {
    const [date = "", at = ""] = text(key).split(" ");
    return at === "" ? "" : `${words.dateOf(date)}, ${words.clockOf(at)}`;
  };
  return {
    days: text("days") === "" ? "" : words.days(text("days").split(",").map(indexOf)),
    day: day("day"),
    lastDay: day("lastDay"),
    from: clock("from"),
    to: clock("to"),
    since: moment("since"),
    until: moment("until"),
  };
}

const indexOf = (day: string): number => (weekdays as readonly string[]).indexOf(day);

/** "For example: Margaret calls on Friday 27 November, 14:28."; nothing where there is none. */
export function exampleSentence(
  { call, dialled }: SettingsWarning,
  told: Told,
): string | undefined {
  const { words, names } = told;
  if (dialled !== undefined) return words.say("check.example.dialled", { dialled });
  const at = call && momentOf(call.at);
  if (!call || at === undefined) return undefined;
  const who = call.from === "hidden" ? words.say("check.example.hidden") : names.number(call.from);
  const moment = words.moment(at);
  return [
    words.say("check.example.call", { who, moment }),
    ...(call.via === undefined
      ? []
      : [words.say("check.example.via", { account: names.account(call.via) })]),
    ...(call.mode === undefined
      ? []
      : [words.say("check.example.mode", { mode: names.mode(call.mode) })]),
  ].join(", ");
}
