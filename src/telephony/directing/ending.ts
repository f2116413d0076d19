/** How every plan ends: the caller reaches a mailbox or hears a reason, never silence. */
import type { Scene } from "./condition.ts";
import { ringsSomebody, targetsOf } from "./expand.ts";
import type { DeviceState } from "./facts.ts";
import { greeted } from "./greeted.ts";
import { isFinal, type Plan, type PlanStep } from "./plan.ts";

/** Cut after its first final step, with the owner's forwards before the mailbox. */
export function ended(plan: Plan, scene: Scene): Plan {
  const at = plan.findIndex(isFinal);
  const before = at < 0 ? plan : plan.slice(0, at);
  const last = at < 0 ? { do: "mailbox" as const } : (plan[at] as PlanStep);
  if (last.do === "reject") return [...before, last];
  return [...before, ...lastForward(before, scene), mailboxOr480(last, before, scene)];
}

/** An owner without a mailbox: 480, the telephone is not answered at present. */
const mailboxOr480 = (mailbox: PlanStep, before: Plan, scene: Scene): PlanStep =>
  scene.settings.mailbox.enabled
    ? greeted(mailbox, scene)
    : { do: "reject", cause: before.length === 0 ? "quiet" : "noAnswer" };

/** Only where somebody would have been rung: a quiet evening's calls go nowhere else. */
function lastForward(before: Plan, scene: Scene): Plan {
  if (!before.some(ringsSomebody)) return [];
  const { forwardBusy, forwardNoAnswer } = scene.settings.services;
  const to = allBusy(before, scene) ? forwardBusy : forwardNoAnswer;
  return to
    ? targetsOf(to, scene)
        .slice(0, 1)
        .map((one) => ({ do: "forward", to: one }))
    : [];
}

/** True when the plan's telephones are in use and none of them would even hear the waiting signal. */
function allBusy(plan: Plan, { facts }: Scene): boolean {
  const rings = plan.flatMap((step) => (step.do === "ring" ? [step] : []));
  const states = rings.flatMap(({ targets, whenBusy }) =>
    targets.map((target): DeviceState | "reached" => {
      if (!("device" in target)) return "reached";
      const state = facts.devices[target.device] ?? "offline";
      return state === "busy" && whenBusy !== "skip" ? "reached" : state;
    }),
  );
  return (
    states.includes("busy") && states.every((state) => state === "busy" || state === "offline")
  );
}
