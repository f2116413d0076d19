import type { Schemas } from "../../api/client.ts";

export const plugInSteps = ["seen", "asked", "got", "registered"] as const;
export type PlugInStep = (typeof plugInSteps)[number];

/** How a step is shown: it is done, it is the one that is waited for, it never came, or it is still far. */
export function standing(
  { steps, isOver }: Pick<Schemas["PlugIn"], "steps" | "isOver">,
  step: PlugInStep,
): "done" | "next" | "missed" | "far" {
  if (steps[step] !== undefined) return "done";
  const next = plugInSteps.find((one) => steps[one] === undefined);
  if (step !== next) return "far";
  return isOver ? "missed" : "next";
}
