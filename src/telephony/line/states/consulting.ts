/** A third party is rung, or spoken to, while the first is held. The next flash brings all together. */
import { because, type LegCommand } from "../../call/leg.ts";
import type { LineEffect, LineEvent, LineFacts } from "../line.ts";
import { flash, hangUp, join, keyed, resume, ringBack, transfer } from "../moves.ts";
import {
  behind,
  commandTo,
  endOf,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tellEnded,
  toReorder,
} from "../words.ts";
import { progressHeard } from "./calling.ts";

export function consulting(state: In<"consulting">, event: LineEvent, facts: LineFacts): Next {
  const { held, call, answered } = state;
  const gone = endOf(held, event);
  if (gone) return [{ name: answered ? "talking" : "calling", call }, [tellEnded(held.leg, gone)]];
  const command = commandTo(call, event);
  if (command) return told(state, command);
  switch (event.on) {
    case "flash":
      return flashed(state, facts);
    case "onHook":
      return hungUp(state, facts);
    case "digit":
      return [state, [keyed(call, event)]];
    case "shellFailed":
      return event.effect === "place" && !answered
        ? behind([select()], toReorder("reorder", held))
        : [state, []];
    default:
      return otherwise(state, event);
  }
}

/** While the third party is rung only ETSI has commands: what Call Waiting Deluxe has is for two calls. */
const flashed = (state: In<"consulting">, { flash: meaning }: LineFacts): Next =>
  state.answered || meaning === "etsi"
    ? flash(state, meaning, flashConsulting)
    : flashConsulting(state);

function hungUp(state: In<"consulting">, { transferOnHook }: LineFacts): Next {
  const { held, call, answered } = state;
  const through = transferOnHook && transfer(held, call);
  if (through) return [{ name: "idle" }, through];
  return behind([answered ? hangUp(call) : cancel(state)], ringBack(held));
}

/** Before the answer it takes the first party back. */
export function flashConsulting(state: In<"consulting">): Next {
  const { held, call, answered } = state;
  if (call.emergency) return [state, []];
  return answered ? join(held, call) : behind([cancel(state)], resume(held));
}

export const cancel = ({ call }: In<"consulting">): LineEffect =>
  tellEnded(call.leg, because("cancelled"));

/** Who had answered and hangs up gives the line back to the first; who could not be reached is heard to be so. */
function told(state: In<"consulting">, command: LegCommand): Next {
  const { held, call, answered } = state;
  switch (command.do) {
    case "progress":
      return [state, answered ? [] : [progressHeard(command)]];
    case "answer":
      return answered ? [state, []] : [{ ...state, answered: true }, [silence]];
    case "end": {
      const goodbye = tellEnded(call.leg, command.cause);
      if (answered) return behind([goodbye], resume(held));
      const which = command.cause.kind === "busy" ? "busy" : "reorder";
      return behind([select(), goodbye], toReorder(which, held));
    }
    default:
      return otherwise(state, { on: "leg", leg: call.leg, command });
  }
}
