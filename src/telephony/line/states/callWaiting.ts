/** Another call is signalled in mid-call: a flash answers it, and holds the one before it. */
import { because } from "../../call/leg.ts";
import type { LineEvent, LineFacts } from "../line.ts";
import { answer, flash, hangUp, holdAndAnswer, keyed, ringWaiting } from "../moves.ts";
import {
  behind,
  endOf,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tellEnded,
  toParted,
} from "../words.ts";
import { breakIn } from "./interrupted.ts";

export function callWaiting(state: In<"callWaiting">, event: LineEvent, facts: LineFacts): Next {
  const { call, waiting } = state;
  const gaveUp = endOf(waiting, event);
  if (gaveUp) return behind([tellEnded(waiting.leg, gaveUp)], withoutWaiting(state));
  const over = endOf(call, event);
  if (call && over)
    return [{ name: "callWaiting", waiting }, [select(), tellEnded(call.leg, over)]];
  switch (event.on) {
    case "flash":
      return flash(state, facts.flash, flashCallWaiting);
    case "onHook":
      return behind(call ? [hangUp(call)] : [], ringWaiting(waiting));
    case "digit":
      return [state, call ? [keyed(call, event)] : []];
    case "leg":
      return brokenInto(state, event) ?? otherwise(state, event);
    default:
      return otherwise(state, event);
  }
}

/** Who only waits gives way to who may break in. */
function brokenInto(
  { call, waiting }: In<"callWaiting">,
  { leg, command }: LineEvent & { readonly on: "leg" },
): Next | undefined {
  if (!call || command.do !== "ring" || command.oneWay) return undefined;
  if (command.whenBusy !== "interrupt" || leg === call.leg || leg === waiting.leg) return undefined;
  if (call.emergency || call.alone) return undefined;
  const then = breakIn(call, leg, command);
  return then && behind([silence, tellEnded(waiting.leg, because("busy"))], then);
}

export const flashCallWaiting = ({ call, waiting }: In<"callWaiting">): Next =>
  call ? holdAndAnswer(call, waiting) : answer(waiting);

/** The beeping stops. */
export const withoutWaiting = ({ call }: In<"callWaiting">): Next =>
  call ? [{ name: "talking", call }, [silence]] : toParted();
