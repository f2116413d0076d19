/**
 * Another call is about to break in, and the owner is warned: one burst of a tone over the call that
 * goes on meanwhile. Then it is held, to be taken back when the other has ended, or it is ended.
 */
import { because, type LegCommand, type LegId } from "../../call/leg.ts";
import type { LineCall, LineEvent } from "../line.ts";
import { hangUp, keyed, offered, ringWaiting } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  start,
  stop,
  tell,
  tellEnded,
  tone,
} from "../words.ts";

/** Undefined: not into a call that has itself broken in. */
export function breakIn(
  call: LineCall,
  leg: LegId,
  command: LegCommand & { readonly do: "ring" },
): Next | undefined {
  if (call.brokeIn) return undefined;
  const by: LineCall = { ...offered(leg, command), brokeIn: true };
  return [
    { name: "interrupted", call, by, existing: command.existing ?? "hold" },
    [tone("interrupt"), start("interrupt"), tell(leg, { on: "ringing" })],
  ];
}

export function interrupted(state: In<"interrupted">, event: LineEvent): Next {
  const { call, by } = state;
  const gaveUp = endOf(by, event);
  if (gaveUp)
    return [{ name: "talking", call }, [stop("interrupt"), silence, tellEnded(by.leg, gaveUp)]];
  const over = endOf(call, event);
  if (over) return behind([stop("interrupt"), tellEnded(call.leg, over)], taken(by));
  switch (event.on) {
    case "timer":
      return event.timer === "interrupt" ? takesPlace(state) : [state, []];
    case "flash":
      return behind([stop("interrupt")], takesPlace(state));
    case "onHook":
      return behind([stop("interrupt"), hangUp(call)], ringWaiting(by));
    case "digit":
      return [state, [keyed(call, event)]];
    default:
      return otherwise(state, event);
  }
}

const answers = (by: LineCall) => tell(by.leg, { on: "answered", manner: "interrupt" });

const taken = (by: LineCall): Next => [
  { name: "talking", call: by },
  [silence, select(by), answers(by)],
];

/** Whose call gave way hears why: it was preempted (RFC 4411). */
function takesPlace({ call, by, existing }: In<"interrupted">): Next {
  if (existing === "end") return behind([tellEnded(call.leg, because("preempted"))], taken(by));
  return [
    { name: "alternating", call: by, held: call },
    [silence, tell(call.leg, { on: "held" }), select(by), answers(by)],
  ];
}
