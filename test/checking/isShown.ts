/** Whether a warning's example, given to `direct()`, really shows what the warning says. */
import assert from "node:assert/strict";
import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import { asked } from "#telephony/checking/exampleCall.ts";
import { reachesSomebody } from "#telephony/checking/nothingRings.ts";
import { ringsUnasked } from "#telephony/checking/othersMailbox.ts";
import type { Warning } from "#telephony/checking/warning.ts";
import { forOwner } from "#telephony/directing/called.ts";
import { judge } from "#telephony/directing/condition.ts";
import { direct } from "#telephony/directing/direct.ts";
import { localTime } from "#telephony/directing/localTime.ts";
import { isDuring } from "#telephony/directing/times.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

export function isShown(warning: Warning, settings: Settings, now: WallTime): boolean {
  const { code, params, call, dialled } = warning;
  if (dialled !== undefined) return isMeant(warning, settings);
  if (code === "check.accountOff" || code === "check.noNumber")
    return call === undefined || decidedAt(warning, settings);
  assert.ok(call, JSON.stringify(warning));
  const { facts, settings: then } = asked(call, settings);
  const { plan, because } = direct(facts, then);
  const by = because.at(-1)?.rule;
  const rule = settings.rules.find(({ id }) => id === params["rule"]);
  const scene = {
    facts,
    settings: then,
    now: () => localTime(facts.at, then.owner.timeZone),
    called: forOwner(facts.called, facts.via, then)?.number,
  };
  const isIn = (id: unknown, at: WallTime): boolean => {
    const time = settings.times.find((one) => one.id === id);
    return time !== undefined && isDuring(time, localTime(at, settings.owner.timeZone));
  };
  switch (code) {
    case "check.shadowed":
    case "check.shadowedTogether":
      return (
        rule !== undefined &&
        judge(rule.when, scene).matched &&
        by === params["by"] &&
        by !== rule.id
      );
    case "check.neverHolds":
      return rule !== undefined && !judge(rule.when, scene).matched;
    case "check.nothingEverRings":
    case "check.nothingRings":
    case "check.nothingRingsOver":
    case "check.nothingRingsBetween":
      return !reachesSomebody(plan);
    case "check.personNeverThrough":
    case "check.strangerNeverThrough":
    case "check.hiddenNeverThrough":
      return by === params["rule"] && plan.at(-1)?.do === "reject" && !reachesSomebody(plan);
    case "check.mayComeBack":
    case "check.unconfirmed":
      return because.every(({ code: why }) => why !== "called.unknown");
    case "check.othersMailbox":
      return decidedAt(warning, settings) && ringsUnasked(plan, String(params["to"]));
    case "check.mailboxOff":
      return decidedAt(warning, settings) && plan.at(-1)?.do === "reject";
    case "check.neverOccurs":
      return !isIn(params["time"], now) && !isIn(params["time"], momentOf(call.at) as WallTime);
    case "check.overlaps":
      return isIn(params["time"], momentOf(call.at) as WallTime);
    default:
      throw new Error(`nobody knows how ${code} is shown`);
  }
}

/** The example is decided by the rule that the warning's path leads to. */
function decidedAt({ path, call }: Warning, settings: Settings): boolean {
  assert.ok(call, path);
  const { facts, settings: then } = asked(call, settings);
  const rule = settings.rules[Number(path.split("/")[2])];
  return direct(facts, then).because.at(-1)?.rule === rule?.id;
}

function isMeant({ code, params, dialled = "" }: Warning, settings: Settings): boolean {
  const meaning = meaningOf(dialled, dialPlan(settings));
  return code === "check.telephoneShadows"
    ? meaning.is === "telephone" && meaning.device === params["device"]
    : meaning.is === params["is"];
}
