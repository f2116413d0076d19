/**
 * A decision in English sentences, for the command line and the log; pages have words of their own
 * for the same codes. Codes that are newer than these words are shown as they are.
 */
import type { Because, Decision, Plan, PlanStep } from "#telephony/call/plan.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Reason } from "./condition.ts";
import type { PlanTarget } from "./plan.ts";

/** Every rule that was looked at, then what happens: a line each. */
export function explain(
  decision: Pick<Decision, "plan" | "because">,
  settings: Settings,
): string[] {
  return [
    ...decision.because.map((one) => explainBecause(one, settings)),
    ...explainPlan(decision.plan, settings).map((step, i) => `${i + 1}. ${step}`),
  ];
}

/** `Night: it is night. ✓` */
export function explainBecause(because: Because, settings: Settings): string {
  const named: readonly { readonly id: string; readonly name?: string }[] = [
    ...settings.rules,
    ...settings.outgoing.routes,
  ];
  const rule = named.find(({ id }) => id === because.rule);
  return `${because.matched ? "✓" : "✗"} ${rule?.name ?? because.rule}: ${explainReason(because)}`;
}

type Say = (params: Reason["params"], is: string) => string;

/** `is` is "is" or "is not", as the fact has it. */
const sentences: Readonly<Record<string, Say>> = {
  always: () => "always",
  "caller.in": ({ group, what }, is) =>
    `the caller ${is} in ${group}${what === undefined ? "" : `, by ${what}`}`,
  "caller.like": ({ like }, is) => `the caller ${is} ${like}`,
  called: ({ number }, is) => `${number} ${is} what was called`,
  "called.unknown": ({ called }) => `nobody here is ${called || "called so"}`,
  via: ({ account }, is) => `it ${is} through ${account}`,
  during: ({ time, asOf }, is) => `it ${is} ${time}${saidAsOf(asOf)}`,
  mode: ({ mode, now }, is) => `the mode ${is} ${mode}${mode === now ? "" : ` but ${now}`}`,
  device: ({ device, state, now }, is) =>
    `${device} ${is} ${state}${state === now ? "" : ` but ${now}`}`,
  attested: ({ level, now, unproven }, is) =>
    `the caller's number ${is} attested ${level} (${now}${unproven === undefined ? "" : `, ${unproven}`})`,
  again: ({ minutes }, is) => `it ${is} a second call within ${minutes} minutes`,
  before: ({ by }, is) => `there ${is === "is" ? "was" : "was not"} a call before (${by})`,
  not: (_, is) => `the contrary ${is} so`,
  all: (_, is) => `all of it ${is} so`,
  any: (_, is) => `one of them ${is} so`,
  "to.like": ({ like }, is) => `what was called ${is} ${like}`,
  "to.in": ({ group }, is) => `who was called ${is} in ${group}`,
  "to.person": ({ person }, is) => `who was called ${is} ${person}`,
  "to.country": ({ country }, is) => `${country} ${is} one of its countries`,
  "to.tariff": ({ tariff, now }, is) => `the call ${is} ${tariff} (${now})`,
  from: ({ device }, is) => `it ${is} ${device} that calls`,
  keyed: ({ prefix }, is) => `${prefix} ${is} what was keyed before`,
  "decide.answered": ({ host }) => `${host} was asked and has answered`,
  "decide.failed": ({ host, why }) => `${host} was asked and gave no answer of use (${why})`,
  "rule.off": () => "switched off",
  "rule.offUntil": ({ until }) => `switched off until ${until}`,
  forwardAll: (_, is) => `forwarding of all calls ${is} on`,
  "emergency.callBack": () => "a call for help was made a short while ago",
  "server.closing": () => "the server was about to stop",
  "limit.abroad": () => "calls abroad are not allowed",
  "limit.premium": () => "premium numbers are not allowed",
  "limit.shared": () => "shared-cost numbers are not allowed",
  "limit.satellite": () => "satellite telephones are not allowed",
  "limit.country": () => "that country is never called",
  "limit.callsAtOnce": () => "there are as many calls as may be at once",
  "forward.unconfirmed": () =>
    "calls may be sent there only with the owner's word (`abroad: true`)",
  "limit.interrupts": () => "it would break into calls for the fourth time in ten minutes",
  "limit.minutes": () => "the minutes of today are used up",
  "outgoing.noAccount": () => "there is no account to call through",
  "dialled.emergency": ({ dialled }) => `${dialled} calls for help`,
  "dialled.number": ({ dialled }) => `${dialled} was dialled`,
  "dialled.messages": ({ dialled }) => `${dialled} asks for the messages`,
  "dialled.echo": ({ dialled }) => `${dialled} asks for the echo`,
  "dialled.telephone": ({ dialled }) => `${dialled} is a telephone of the house`,
  "dialled.nothing": ({ dialled }) => `${dialled} is no number`,
  "transfer.asked": ({ dialled, account }) =>
    `a party at ${account} puts ours through to ${dialled}`,
};

const saidAsOf = (asOf: Reason["params"][string] | undefined): string => {
  if (asOf === undefined) return "";
  return asOf === "" ? ", of whose calendar nothing is known" : ` (calendar as of ${asOf})`;
};

/** What all, any and not are made of is said in brackets behind them. */
export function explainReason({ code, matched, params, parts }: Reason): string {
  const say = Object.hasOwn(sentences, code) ? sentences[code] : undefined;
  const text = say ? say(params, matched ? "is" : "is not") : `${code} ${matched ? "yes" : "no"}`;
  const made = parts?.map(explainReason).join("; ");
  return made ? `${text} (${made})` : text;
}

export const explainPlan = (plan: Plan, settings: Settings): string[] =>
  plan.map((step) => explainStep(step, settings));

function explainStep(step: PlanStep, settings: Settings): string {
  const name = (target: PlanTarget): string => targetName(target, settings);
  switch (step.do) {
    case "ring": {
      const order = step.order === "inTurn" ? " one after another" : "";
      return `ring ${step.targets.map(name).join(", ")}${order} for ${step.for} s`;
    }
    case "forward":
      return `forward to ${name(step.to)}`;
    case "interrupt":
      return `break into the call of ${name(step.target)}`;
    case "speak":
      return `let the caller speak one way at ${[step.target, ...(step.also ?? [])].map(name).join(", ")} for ${step.for} s`;
    case "announce":
      return `say "${step.prompt}"`;
    case "screen":
      return `${step.by === "digits" ? "have two digits keyed" : "ask who is calling"}, then ${step.targets.map(name).join(", ")} choose`;
    case "ask":
      return asking(step);
    case "decide":
      return deciding(step, settings);
    case "mailbox":
      return step.greeting === undefined ? "mailbox" : `mailbox, greeting "${step.greeting}"`;
    case "reject":
      return `reject: ${step.cause}`;
    case "messages":
      return "play the messages";
    case "echo":
      return "one's own voice comes back";
    case "room":
      return `join the conference "${step.room}"`;
    case "take":
      return "go on with a call of another telephone";
    case "listen":
      return "listen to who speaks to the house";
    case "service":
      return `do what was asked for: ${step.service}`;
  }
}

function asking({ prompt, keys, extensions }: PlanStep & { readonly do: "ask" }): string {
  const choices = [...keys.map(({ key }) => key), ...(extensions ? ["an extension"] : [])];
  return `ask "${prompt}" for a key: ${choices.join(", ")}`;
}

function deciding(step: PlanStep & { readonly do: "decide" }, settings: Settings): string {
  const said = step.answer ?? (step.failed && step.otherwise);
  const asked = `let ${new URL(step.url).host} decide within ${step.for} s`;
  if (!said) return asked;
  const why = step.failed ? `no answer of use (${step.failed.code}: ${step.failed.detail}), ` : "";
  return `${asked}: ${why}${explainPlan(said, settings).join("; ") || "nothing more"}`;
}

function targetName(target: PlanTarget, { devices }: Settings): string {
  const about = [
    ...(target.after ? [`after ${target.after} s`] : []),
    ...(target.confirm ? ["with a key press"] : []),
  ];
  const behind = about.length > 0 ? ` (${about.join(", ")})` : "";
  if ("device" in target)
    return `${devices.find(({ id }) => id === target.device)?.name ?? target.device}${behind}`;
  return `${"number" in target ? target.number : target.address}${behind}`;
}
