/** The decision of a call in which the house itself speaks into telephones. */
import type { Seconds } from "#kit/time.ts";
import type { Decision } from "#telephony/call/plan.ts";

/** So long it rings where nothing answers by itself, and so long it may speak. */
const longest = 60 as Seconds;

/** One way, into all of them at once; nobody's rule is asked. */
export function announcing([target = "", ...also]: readonly string[]): Decision {
  return {
    plan: [
      {
        do: "speak",
        target: { device: target },
        ...(also.length > 0 && { also: also.map((device) => ({ device })) }),
        for: longest,
      },
      { do: "reject", cause: "noAnswer" },
    ],
    because: [{ rule: "outgoing", matched: true, code: "dialled.announcement", params: {} }],
    cause: null,
  };
}
