/** Our own parties: the mailbox, an announcement, what a star code asks for. They answer at once. */
import type { Seconds } from "#kit/time.ts";
import type { LegTarget } from "../legTarget.ts";
import type { PlanStep } from "../plan.ts";

/** How long one may take to answer, and an announcement to end by itself. */
export const ownPartyFor = 20 as Seconds;
export const announcementFor = 300 as Seconds;

export function ownParty(step: PlanStep): LegTarget | undefined {
  switch (step.do) {
    case "announce":
      return { to: "announcement", prompt: step.prompt };
    case "mailbox":
      return { to: "mailbox", ...(step.greeting !== undefined && { greeting: step.greeting }) };
    case "messages":
    case "echo":
      return { to: step.do };
    case "room":
      return { to: "conference", room: step.room };
    case "take":
    case "listen":
      return { to: step.do, ...(step.what !== undefined && { what: step.what }) };
    case "service":
      return { to: "service", service: step.service, input: step.input };
    default:
      return undefined;
  }
}
