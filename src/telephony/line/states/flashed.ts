/** Flashed where a digit may say what is meant. The calls go on as they were, for a second. */
import { commanded } from "../commands.ts";
import type { Commandable, LineEvent, LineFacts } from "../line.ts";
import { behind, type In, type Next, stop } from "../words.ts";
import { alternating, flashAlternating } from "./alternating.ts";
import { callWaiting, flashCallWaiting } from "./callWaiting.ts";
import { consulting, flashConsulting } from "./consulting.ts";
import { flashThreeWay, threeWay } from "./threeWay.ts";

export function flashed(state: In<"flashed">, event: LineEvent, facts: LineFacts): Next {
  const { from } = state;
  switch (event.on) {
    case "digit":
      return behind([stop("command")], commanded(from, event.digit, facts.flash) ?? [from, []]);
    case "timer":
      return event.timer === "command" ? plainly(from, facts) : [state, []];
    case "flash":
      return behind([stop("command")], plainly(from, facts));
    default:
      return meanwhile(state, event, facts);
  }
}

/** What else happens, happens to the calls; when they are no longer the same, no digit is awaited. */
function meanwhile(state: In<"flashed">, event: LineEvent, facts: LineFacts): Next {
  const [next, effects] = inside(state.from, event, facts);
  if (next === state.from) return [state, effects];
  return behind([stop("command")], [next, effects]);
}

function inside(from: Commandable, event: LineEvent, facts: LineFacts): Next {
  switch (from.name) {
    case "callWaiting":
      return callWaiting(from, event, facts);
    case "alternating":
      return alternating(from, event, facts);
    case "consulting":
      return consulting(from, event, facts);
    case "threeWay":
      return threeWay(from, event, facts);
  }
}

/** A flash and no digit. */
function plainly(from: Commandable, facts: LineFacts): Next {
  switch (from.name) {
    case "callWaiting":
      return flashCallWaiting(from);
    case "alternating":
      return flashAlternating(from);
    case "consulting":
      return flashConsulting(from);
    case "threeWay":
      return flashThreeWay(from, facts);
  }
}
