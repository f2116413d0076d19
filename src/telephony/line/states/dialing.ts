/** Digits arrive, until they are a number. */
import type { LineCall, LineEvent, LineFacts } from "../line.ts";
import {
  behind,
  type In,
  longWait,
  type Next,
  otherwise,
  select,
  shortWait,
  stop,
  toIdle,
  toReorder,
} from "../words.ts";

export function dialing(state: In<"dialing">, event: LineEvent, facts: LineFacts): Next {
  switch (event.on) {
    case "digit":
      return isDialled(event.digit) ? take(state.digits + event.digit, facts) : [state, []];
    case "timer":
      return event.timer === "interDigit" ? noMore(state.digits, facts) : [state, []];
    case "onHook":
      return toIdle("interDigit");
    default:
      return otherwise(state, event);
  }
}

/** A to D are signals between machines, never part of a number. */
export const isDialled = (digit: string): boolean => /^[0-9*#]$/.test(digit);

/** One digit more. */
export function take(digits: string, facts: LineFacts): Next {
  const verdict = facts.dialPlan(digits);
  switch (verdict.is) {
    case "more": {
      const after = verdict.enough ? shortWait : longWait;
      return [{ name: "dialing", digits }, [{ do: "startTimer", timer: "interDigit", after }]];
    }
    case "complete":
      return behind([stop("interDigit")], place(digits, verdict.emergency, facts));
    case "invalid":
      return behind([stop("interDigit")], toReorder());
  }
}

/** Nothing came for a while: a number that may end here ends here. */
function noMore(digits: string, facts: LineFacts): Next {
  const soFar = facts.dialPlan(digits);
  const verdict = facts.dialPlan(`${digits}#`);
  if (verdict.is !== "complete") return toReorder();
  const enough = soFar.is === "more" && soFar.enough;
  return enough || verdict.emergency ? place(digits, verdict.emergency, facts) : toReorder();
}

function place(dialled: string, emergency: true | undefined, facts: LineFacts): Next {
  const digits = dialled.length > 1 ? dialled.replace(/#$/, "") : dialled;
  const help = emergency && { emergency };
  const call: LineCall = { leg: facts.nextLeg, party: { number: digits }, ...help };
  return [
    { name: "calling", call },
    [select(call), { do: "place", leg: call.leg, digits, ...help }],
  ];
}
