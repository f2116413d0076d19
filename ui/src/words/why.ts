/** Why: each rule that was looked at, in plain words. */
import type { Because } from "./decision.ts";
import type { Names } from "./names.ts";
import { refusedSentence } from "./refused.ts";
import type { Words } from "./say.ts";

type Reason = Pick<Because, "matched" | "code" | "params" | "parts">;

export interface WhyLine {
  readonly rule: string;
  readonly matched: boolean;
  readonly reason: string;
}

export const why = (because: readonly Because[], words: Words, names: Names): readonly WhyLine[] =>
  because.map((one) => ({
    rule: names.rule(one.rule),
    matched: one.matched,
    reason: reasonSentence(one, words, names),
  }));

/** "The caller is not in Family." Codes that are newer than this page are shown as they are. */
export function reasonSentence(reason: Reason, words: Words, names: Names): string {
  const { code, parts = [], matched } = reason;
  if (code === "all") return together(parts, words, names);
  if (code === "any") return together(parts, words, names);
  if (code === "not")
    return reasonSentence(denied(reason) ?? { ...reason, code: "?" }, words, names);
  return factSentence(code, matched, reason.params, { words, names });
}

const together = (parts: readonly Reason[], words: Words, names: Names): string =>
  parts.map((part) => reasonSentence(part, words, names)).join(" ");

/**
 * What a `not` is about. A failed `all` is told by its first failed part but keeps its own parts,
 * so the `not` may be one of them.
 */
function denied({ parts = [], matched }: Reason): Reason | undefined {
  const itself = parts.find(
    (part) => part.code === "not" && part.matched === matched && part.parts,
  );
  return itself ? itself.parts?.[0] : parts[0];
}

interface Told {
  readonly words: Words;
  readonly names: Names;
}

function factSentence(
  code: string,
  matched: boolean,
  params: Reason["params"],
  { words, names }: Told,
): string {
  const { say } = words;
  const text = (key: string): string => String(params[key] ?? "");
  const yes = matched ? "yes" : "no";
  switch (code) {
    case "always":
      return say("why.always");
    case "caller.in":
      return say("why.callerIn", { yes, id: text("group"), group: names.group(text("group")) });
    case "caller.like":
      return say("why.callerLike", { yes, like: names.number(text("like")) });
    case "called":
      return say("why.called", { yes, number: text("number") });
    case "called.unknown":
      return say("why.calledUnknown", { number: text("called") });
    case "via":
      return say("why.via", { yes, account: names.account(text("account")) });
    case "during":
      return during(yes, params, { words, names });
    case "mode":
      return say("why.mode", { yes, mode: names.mode(text("mode")), now: names.mode(text("now")) });
    case "device":
      return say("why.device", {
        yes,
        device: names.title(text("device")),
        state: text("state"),
        now: text("now"),
      });
    case "attested":
      return say("why.attested", {
        yes,
        level: text("level"),
        now: params["now"] === "-" ? "none" : text("now"),
        because: proofTrouble(text("unproven"), words),
      });
    case "again":
      return say("why.again", { yes, minutes: Number(params["minutes"]) });
    case "before":
      return say("why.before", { yes });
    case "rule.off":
      return say("why.ruleOff");
    case "rule.offUntil":
      return say("why.ruleOffUntil", { until: text("until") });
    case "forwardAll":
      return say("why.forwardAll", { yes });
    case "emergency.callBack":
      return say("why.callBack");
    default:
      return (
        elsewhere(code, params, words) ??
        wayOutSentence({ code, matched, params }, { words, names }) ??
        say("why.other", { yes, code })
      );
  }
}

/** A calendar that is kept elsewhere says since when it has said so. */
function during(yes: string, params: Reason["params"], { words, names }: Told): string {
  const [time, asOf] = [params["time"], params["asOf"]].map((one) => String(one ?? ""));
  const known = asOf === "" ? "silent" : "known";
  const calendar = params["asOf"] === undefined ? "none" : known;
  return words.say("why.during", { yes, time: names.time(time ?? ""), calendar, asOf: asOf ?? "" });
}

/** A call of our own: to whom, and why this way out or why not. */
function wayOutSentence(
  { code, matched, params }: Reason,
  { words: { say }, names }: Told,
): string | undefined {
  const text = (key: string): string => String(params[key] ?? "");
  const yes = matched ? "yes" : "no";
  switch (code) {
    case "dialled.telephone":
      return say("why.dialled.telephone", { device: names.device(text("dialled")) });
    case "dialled.number":
      return say("why.dialled.number", { number: names.written(text("dialled")) });
    case "transfer.asked":
      return say("why.transferAsked", {
        number: names.leg(text("dialled")),
        account: names.account(text("account")),
      });
    case "to.like":
      return say("why.toLike", { yes, like: names.number(text("like")) });
    case "to.in":
      return say("why.toIn", { yes, group: names.group(text("group")) });
    case "to.person":
      return say("why.toPerson", { yes, person: names.person(text("person")) });
    case "to.country":
      return say("why.toCountry", { yes, country: text("country") });
    case "to.tariff":
      return say("why.toTariff", { yes });
    case "from":
      return say("why.from", { yes, device: names.title(text("device")) });
    case "keyed":
      return say("why.keyed", { yes, prefix: text("prefix") });
    default:
      return undefined;
  }
}

/** A service of the owner's was asked, or one of our own telephones calls. */
function elsewhere(code: string, params: Reason["params"], words: Words): string | undefined {
  const { host = "", why = "", dialled: text = "" } = params;
  if (code === "decide.answered") return words.say("why.decided", { host });
  if (code === "decide.failed")
    return words.say("why.undecided", { host, why: String(why).split(".").at(-1) });
  return dialledSentence(code, String(text), words);
}

const dialled = [
  "dialled.emergency",
  "dialled.messages",
  "dialled.echo",
  "dialled.service",
  "dialled.announcement",
  "dialled.nothing",
] as const;
/** Calls of our own telephones: what was dialled, or why it was not allowed. */
function dialledSentence(code: string, text: string, words: Words): string | undefined {
  const known = dialled.find((one) => one === code);
  return known ? words.say(`why.${known}`, { dialled: text }) : refusedSentence(code, words);
}

/** Why a signature does not hold, in the few words that an owner needs; of any other it is not genuine. */
export const proofTrouble = (code: string, { say }: Words): string => {
  const why = code.replace("identity.", "");
  return code === "" ? "" : say("why.unproven", { code: alike[why] ?? why });
};

const alike: Readonly<Record<string, string>> = {
  otherCaller: "caller",
  otherCalled: "call",
  replayed: "call",
  unreachable: "fetch",
  late: "fetch",
  untrusted: "certificate",
  expired: "certificate",
  scope: "certificate",
};
