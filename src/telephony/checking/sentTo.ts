/** Whom callers are sent to: by the steps of rules that are on, and by forwarding. */
import type { Path } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Target } from "#telephony/settings/step.ts";
import { eachStep, eachTarget, type Placed } from "#telephony/settings/walk.ts";

export const sentTo = ({ rules, services }: Settings): readonly Placed<Target>[] => [
  ...rules.flatMap(({ enabled, then }, i) =>
    enabled
      ? eachStep(then, ["rules", i, "then"]).flatMap(([step, path]) => eachTarget(step, path))
      : [],
  ),
  ...(["forwardAll", "forwardBusy", "forwardNoAnswer"] as const).flatMap((name) => {
    const to = services[name];
    const path: Path = ["services", name];
    return to ? [[to, path] as const] : [];
  }),
];
