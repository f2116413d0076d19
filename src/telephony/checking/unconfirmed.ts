/**
 * Targets to which nobody is ever sent on: a call there costs more than one at home, and the owner
 * has not said `abroad: true`. What the owner may dial is another matter.
 */
import { forbidden } from "#telephony/directing/limits.ts";
import { numberIn } from "#telephony/directing/routing.ts";
import { pointer } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Target } from "#telephony/settings/step.ts";
import type { CallSpace } from "./callSpace.ts";
import { all } from "./fitting.ts";
import { reaching } from "./neverReached.ts";
import { sentTo } from "./sentTo.ts";
import type { Checked, Warning } from "./warning.ts";

export function unconfirmed({ settings }: Checked, space: CallSpace): readonly Warning[] {
  return sentTo(settings).flatMap(([target, path]) => {
    const to = namesOf(target, settings).find((name) => isUnconfirmed(name, target, settings));
    if (to === undefined) return [];
    const [section, rule] = path;
    const call =
      section === "rules"
        ? reaching(settings.rules, Number(rule), { space, settings })
        : space.find(all());
    if (typeof call !== "object") return [];
    return [{ path: pointer(path), code: "check.unconfirmed", params: { to }, call }];
  });
}

/** Whom a call is sent to by this target, as numbers and addresses. */
function namesOf(target: Target, { people }: Settings): readonly string[] {
  if ("number" in target) return [target.number];
  if ("address" in target) return [target.address];
  return "person" in target ? (people.find(({ id }) => id === target.person)?.numbers ?? []) : [];
}

function isUnconfirmed(name: string, target: Target, settings: Settings): boolean {
  const confirmed = "abroad" in target && target.abroad === true;
  return (
    forbidden(numberIn(name), { by: "forward", confirmed }, settings) === "forward.unconfirmed"
  );
}
