/**
 * Asks an owner's service what to do with a call, and makes the decision anew with what it said as
 * one more fact. Each service is asked once a call; late, wrong or too much is as good as nothing.
 */
import { fromUtf8, utf8 } from "#kit/bytes.ts";
import { isDeeper } from "#kit/depth.ts";
import { type Problem, problem } from "#kit/problem.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import { between, type Seconds, seconds } from "#kit/time.ts";
import { directed } from "#server/calls/decisions.ts";
import { withReceipt } from "#server/calls/receipt.ts";
import type { ServiceAnswer, ServiceQuestion } from "#server/control/trialControl.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { CallAbout, DecideStep } from "#telephony/call/call.ts";
import type { CallId } from "#telephony/call/leg.ts";
import type { Decision, Given, Plan, PlanStep } from "#telephony/call/plan.ts";
import { saidOf } from "#telephony/call/steps/decide.ts";
import type { Consulted } from "#telephony/directing/facts.ts";
import { answeredSteps } from "#telephony/settings/answeredSteps.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import type { Decide } from "#telephony/settings/step.ts";
import { readKept } from "#telephony/settings/validate.ts";
import { eachStep } from "#telephony/settings/walk.ts";
import { guardedFetch } from "#world/http/guardedFetch.ts";
import { token } from "#world/random.ts";
import type { World } from "#world/world.ts";
import { questionAbout } from "./question.ts";
import { webhookHeaders } from "./signing.ts";

export interface ConsultantMeans {
  readonly world: Pick<World, "clock" | "network" | "http" | "random" | "crypto" | "log">;
  readonly settings: Pick<SettingsStore, "current" | "version" | "history">;
}

export interface Asking {
  readonly call: CallAbout;
  readonly decision: Decision;
  readonly step: DecideStep;
  /** The call is over: nobody waits any more. */
  readonly abandoned: AbortSignal;
}

export interface Consultation {
  readonly decision: Decision;
  readonly then: Plan;
}

/** Bytes; thirty steps fit in easily. */
const mostAnswer = 16 * 1024;
const deepest = 100;
/** More at a time are somebody's attempt to keep the service busy. */
const mostAtOnce = 8;

export class Consultant {
  readonly #of: ConsultantMeans;
  #asking = 0;

  constructor(of: ConsultantMeans) {
    this.#of = of;
  }

  /** Never later than the step allows, and never without an answer. */
  async ask({ call, decision, step, abandoned }: Asking): Promise<Consultation> {
    const { given, receipt } = decision;
    const version = receipt?.settings ?? this.#of.settings.version();
    const settings = this.#settingsOf(version);
    if (!given || !settings) return { decision, then: step.otherwise };
    const known = given.consulted?.[step.url];
    const found =
      known ?? (await this.#asked({ call, decision, step, abandoned }, given, settings));
    const facts: Given = { ...given, consulted: { ...given.consulted, [step.url]: found } };
    const { crypto } = this.#of.world;
    const again = withReceipt(directed(call, facts, settings), call, version, crypto);
    const said = stepIn(again.plan, step.url);
    return { decision: again, then: (said && saidOf(said)) ?? step.otherwise };
  }

  /** Those that the decision was made by, though they may have been changed since. */
  #settingsOf(version: number): Settings | undefined {
    const { settings } = this.#of;
    if (version === settings.version()) return settings.current();
    const kept = settings.history().find((one) => one.version === version)?.document;
    const read = readKept(version === 0 ? {} : kept);
    return read.ok ? read.value.settings : undefined;
  }

  async #asked(asking: Asking, given: Given, settings: Settings): Promise<Consulted> {
    if (this.#asking >= mostAtOnce)
      return { failed: problem("decide.tooMany", `${mostAtOnce} questions are open`) };
    this.#asking += 1;
    try {
      const answer = await this.#answer(asking, given, settings);
      return answer.ok ? { then: answer.value } : { failed: this.#noted(answer.problem, asking) };
    } finally {
      this.#asking -= 1;
    }
  }

  /** A question about a call that might be, to a service that a rule names: `decide.gone` where none does. */
  async tryOut(
    { rule, url, from }: ServiceQuestion,
    devices: Given["devices"],
  ): Promise<Result<ServiceAnswer>> {
    const { settings, world } = this.#of;
    const { clock } = world;
    const found = writtenIn(settings.current(), rule, url);
    const call: CallAbout = {
      id: "trial" as CallId,
      direction: "in",
      from: from === undefined ? { hidden: true } : { number: from },
      to: settings.current().numbers[0]?.number ?? "",
      began: clock.wallTime(),
    };
    const began = clock.now();
    const given = { at: clock.wallTime(), devices };
    const abandoned = new AbortController().signal;
    const within = found?.written.for ?? (3 as Seconds);
    const answer = await this.#asks(found, { call, within, abandoned }, given, settings.current());
    return answer.ok ? ok({ then: answer.value, after: between(began, clock.now()) }) : answer;
  }

  #answer({ call, decision, step, abandoned }: Asking, given: Given, settings: Settings) {
    const found = writtenIn(settings, decision.because.at(-1)?.rule, step.url);
    return this.#asks(found, { call, within: step.for, abandoned }, given, settings);
  }

  async #asks(
    found: ReturnType<typeof writtenIn>,
    { call, within, abandoned }: Pick<Asking, "call" | "abandoned"> & { readonly within: Seconds },
    given: Given,
    settings: Settings,
  ) {
    const { world } = this.#of;
    if (!found) return fail("decide.gone", "no rule asks there any more");
    const { rule, written } = found;
    const { url } = written;
    const body = questionAbout(call, given, { settings, rule: rule.id });
    const id = `msg_${token(world.random)}`;
    const timestamp = Math.floor(world.clock.wallTime() / 1000);
    const { host, hostname } = new URL(url);
    const answer = await guardedFetch(
      {
        url,
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json",
          ...webhookHeaders({ id, timestamp, body }, written.secret, world.crypto),
        },
        body: utf8(body),
        within: seconds(within),
        most: mostAnswer,
        allow: written.inside ? [host, hostname] : [],
        abandoned,
      },
      world,
    );
    if (!answer.ok) return answer;
    const { status } = answer.value;
    if (status === 204) return ok([]);
    if (status < 200 || status > 299) return fail("decide.refused", `${host} answers ${status}`);
    const json = jsonOf(answer.value.body);
    return json.ok ? answeredSteps(json.value, rule, settings) : json;
  }

  #noted({ code, detail }: Problem, { call, step }: Asking): Problem {
    const { host } = new URL(step.url);
    this.#of.world.log.warn(`${host} did not decide: ${code} (${detail})`, { call: call.id });
    return { code, detail };
  }
}

/** The step as its owner wrote it, with what plans do not show. */
function writtenIn(
  settings: Settings,
  id: string | undefined,
  url: string,
): { readonly rule: Rule; readonly written: Decide } | undefined {
  const rule = settings.rules.find((one) => one.id === id);
  const steps = rule ? eachStep(rule.then, []).map(([step]) => step) : [];
  const written = steps.find((step): step is Decide => step.do === "decide" && step.url === url);
  return rule && written && { rule, written };
}

/** In a plan, wherever it stands. */
function stepIn(plan: Plan, url: string): DecideStep | undefined {
  for (const step of plan) {
    const found = step.do === "decide" && step.url === url ? step : within(step, url);
    if (found) return found;
  }
  return undefined;
}

function within(step: PlanStep, url: string): DecideStep | undefined {
  if (step.do === "decide") return stepIn(step.otherwise, url);
  if (step.do !== "ask") return undefined;
  for (const { then } of step.keys) {
    const found = stepIn(then, url);
    if (found) return found;
  }
  return undefined;
}

function jsonOf(body: Uint8Array): Result<unknown> {
  try {
    const json: unknown = JSON.parse(fromUtf8(body));
    return isDeeper(json, deepest) ? fail("decide.badAnswer", "it nests too deep") : ok(json);
  } catch {
    return fail("decide.badAnswer", "it is no JSON");
  }
}
