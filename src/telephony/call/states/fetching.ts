/** A call placed from the page: the owner's own telephone rings first, then the far end. */
import { seconds } from "#kit/time.ts";
import type { CallEvent, CallFacts, CallState } from "../call.ts";
import { because } from "../leg.ts";
import { callerOf, left, moved, type Next, stop } from "../seats.ts";
import { longestDirecting } from "./directing.ts";
import { finish } from "./ending.ts";

/** The owner has just asked for it and is near. */
export const longestFetching = seconds(60);

export function fetching(
  call: CallState & { name: "fetching" },
  event: CallEvent,
  facts: CallFacts,
): Next {
  switch (event.on) {
    case "leg":
      return event.leg === callerOf(call).leg ? heard(call, event.event, facts) : [call, []];
    case "timer":
      return event.timer === "step"
        ? finish(call, { cause: because("noAnswer") }, facts)
        : [call, []];
    case "endAsked":
      return finish(call, { cause: event.cause }, facts);
    case "shellFailed":
      return finish(call, { cause: because("failed") }, facts);
    default:
      return [call, []];
  }
}

function heard(
  call: CallState & { name: "fetching" },
  news: (CallEvent & { on: "leg" })["event"],
  facts: CallFacts,
): Next {
  const { leg } = callerOf(call);
  switch (news.on) {
    case "answered": {
      const { about, seats } = moved(call, leg, "answered");
      return [
        { about, seats, name: "directing" },
        [
          stop("step"),
          { do: "startTimer", timer: "directing", after: longestDirecting },
          { do: "direct" },
        ],
      ];
    }
    case "ringing":
      return [moved(call, leg, "ringing"), []];
    case "ended":
      return finish(left(call, leg, news.cause), { cause: news.cause }, facts);
    default:
      return [call, []];
  }
}
