/** What a caller would be told when a plan is carried out and nobody answers: keys of the server's prompts. */
import type { Step } from "../../../words/decision.ts";

export const heardOf = (plan: readonly Step[]): readonly string[] => plan.flatMap(heardIn);

function heardIn(step: Step): readonly string[] {
  switch (step.do) {
    case "announce":
    case "ask":
      return [step.prompt];
    case "screen":
      return [step.by === "name" ? "screen-ask" : "screen-digits", "screen-wait"];
    case "decide":
      return heardOf(step.answer ?? step.otherwise);
    case "mailbox":
      return [`greeting:${step.greeting ?? "usual"}`, "beep"];
    default:
      return [];
  }
}
