/**
 * The decision. Emergency call-back, then what the owner switched on for all calls, then the rules
 * in order; the first that fits decides. Same facts and settings, same decision.
 */
import type { Seconds } from "#kit/time.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import type { Refusal, Step } from "#telephony/settings/step.ts";
import { forOwner } from "./called.ts";
import { judge, type Reason, type Scene } from "./condition.ts";
import { consultations } from "./consulted.ts";
import { isHidden } from "./directory.ts";
import { ended } from "./ending.ts";
import { expand } from "./expand.ts";
import type { CallFacts } from "./facts.ts";
import { mayNotBreakIn } from "./interruptions.ts";
import { type LocalTime, localTime } from "./localTime.ts";
import type { Plan } from "./plan.ts";
import { isOff } from "./times.ts";

/** One rule that was looked at; services and safeguards are named `services.forwardAll` and the like. */
export interface Because extends Reason {
  readonly rule: string;
}

/** Plain data: kept with the call, shown to the owner, repeatable. */
export interface Decision {
  readonly plan: Plan;
  /** What was looked at, in order; the last one decided. */
  readonly because: readonly Because[];
  /** Why the call is refused at once; null when it is not. */
  readonly cause: Refusal | null;
}

/** What one safeguard, service or rule has to say: steps if it decides. */
interface Verdict {
  readonly because: Because;
  readonly steps: readonly Step[];
}

export function direct(facts: CallFacts, settings: Settings): Decision {
  const own = forOwner(facts.called, facts.via, settings);
  const scene: Scene = { facts, settings, now: onceNow(facts, settings), called: own?.number };
  const considered: Because[] = [];
  for (const verdict of verdicts(scene, own !== undefined)) {
    if (verdict.because.matched && mayNotBreakIn(verdict.steps, facts)) considered.push(tooOften);
    if (verdict.because.matched) considered.push(...asked(verdict, facts));
    considered.push(verdict.because);
    if (!verdict.because.matched) continue;
    const plan = ended(expand(verdict.steps, scene), scene);
    const [first] = plan;
    return { plan, because: considered, cause: first?.do === "reject" ? first.cause : null };
  }
  throw new Error("a decision without a verdict"); // the last verdict always fits
}

/** The services that its steps ask, as far as they were asked. */
const asked = ({ steps, because: { rule } }: Verdict, { consulted }: CallFacts) =>
  consultations(steps, consulted).map((one): Because => ({ rule, ...one }));

const tooOften = fact("interrupt", "limit.interrupts", false);

/** The clock on the wall is only looked at by those who ask, and once. */
function onceNow({ at }: CallFacts, { owner }: Settings): () => LocalTime {
  let known: LocalTime | undefined;
  return () => {
    known ??= localTime(at, owner.timeZone);
    return known;
  };
}

function* verdicts(scene: Scene, known: boolean): Generator<Verdict> {
  const { settings, facts } = scene;
  if (facts.emergencyCallBack) yield callBack;
  if (!known)
    yield refused(fact("called", "called.unknown", true, { called: facts.called }), "unknown");
  yield* services(scene);
  for (const rule of settings.rules) yield consider(rule, scene);
  yield everyoneElse;
}

const everyDevice = [{ everyDevice: true as const }];
const ringAll = (seconds: number): Step => ({
  do: "ring",
  targets: everyDevice,
  order: "together",
  for: seconds as Seconds,
  whenBusy: "wait",
});

/** Those who help may call back: nothing the owner set stands in their way. */
const callBack: Verdict = {
  because: fact("emergency", "emergency.callBack"),
  steps: [ringAll(120), { do: "mailbox" }],
};

/** Behind the last rule, which always fits: only reached when even that was written wrong. */
const everyoneElse: Verdict = {
  because: fact("everyone-else", "always"),
  steps: [ringAll(25), { do: "mailbox" }],
};

function* services(scene: Scene): Generator<Verdict> {
  const { forwardAll, anonymousReject } = scene.settings.services;
  if (forwardAll) {
    const to = expand([{ do: "forward", to: forwardAll }], scene);
    const because = fact("services.forwardAll", "forwardAll", to.length > 0);
    yield { because, steps: [{ do: "forward", to: forwardAll }] };
  }
  if (!anonymousReject) return;
  const hidden = isHidden(scene.facts.caller);
  const because = fact("services.anonymousReject", "caller.in", hidden, { group: "hidden" });
  yield refused(because, "anonymousRefused");
}

function consider(rule: Rule, scene: Scene): Verdict {
  const because = isOff(rule, scene.facts.at, scene.now)
    ? offReason(rule)
    : { rule: rule.id, ...judge(rule.when, scene) };
  return { because, steps: rule.then };
}

const offReason = ({ id, offUntil, enabled }: Rule): Because =>
  enabled && offUntil !== undefined
    ? fact(id, "rule.offUntil", false, { until: offUntil })
    : fact(id, "rule.off", false);

function fact(rule: string, code: string, matched = true, params: Because["params"] = {}): Because {
  return { rule, matched, code, params };
}

function refused(because: Because, cause: Refusal): Verdict {
  return { because, steps: [{ do: "reject", cause }] };
}
