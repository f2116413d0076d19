/** A call that waits for its plan. */
import { minutes, seconds } from "#kit/time.ts";
import type { CallEffect, CallEvent, CallFacts, CallState } from "../call.ts";
import { because } from "../leg.ts";
import { nextStep } from "../planRunner.ts";
import { callerOf, left, listening, type Next, stop } from "../seats.ts";
import { finish } from "./ending.ts";

/** A decision takes a millisecond; a webhook's own limit is shorter than this. */
export const longestDirecting = seconds(15);
/** No plan rings for longer, whatever it says: carriers have given up long before. */
const longestTrying = minutes(15);

export function directing(
  call: CallState & { name: "directing" },
  event: CallEvent,
  facts: CallFacts,
): Next {
  switch (event.on) {
    case "directed": {
      const { decision } = event;
      const [then, effects] = nextStep({ ...call, decision }, decision.plan, [], facts);
      const total: CallEffect[] =
        then.name === "trying" && !call.about.emergency
          ? [{ do: "startTimer", timer: "total", after: longestTrying }]
          : [];
      return [then, [stop("directing"), ...total, ...effects]];
    }
    case "leg": {
      const { leg, event: news } = event;
      if (leg !== callerOf(call).leg) return [call, []];
      if (news.on === "listens") return [listening(call, leg), []];
      if (news.on !== "ended") return [call, []];
      return finish(left(call, leg, news.cause), { cause: news.cause }, facts);
    }
    case "timer":
      return event.timer === "directing"
        ? finish(call, { cause: because("failed") }, facts)
        : [call, []];
    case "endAsked":
      return finish(call, { cause: event.cause }, facts);
    case "shellFailed":
      return finish(call, { cause: because("failed") }, facts);
    default:
      return [call, []];
  }
}
