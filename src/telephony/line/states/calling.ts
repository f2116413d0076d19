/** The far end is being rung. */
import { because, type LegCommand } from "../../call/leg.ts";
import type { LineEvent } from "../line.ts";
import {
  behind,
  commandTo,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tell,
  tellEnded,
  tone,
  toReorder,
} from "../words.ts";

export function calling(state: In<"calling">, event: LineEvent): Next {
  const { call } = state;
  const command = commandTo(call, event);
  if (command) return told(state, command);
  switch (event.on) {
    case "onHook":
      return [{ name: "idle" }, [silence, select(), tellEnded(call.leg, because("cancelled"))]];
    case "digit": // to a machine that speaks before it answers
      return [state, [tell(call.leg, { on: "digit", digit: event.digit, by: event.by })]];
    case "shellFailed":
      return event.effect === "place" ? behind([select()], toReorder()) : [state, []];
    default:
      return otherwise(state, event);
  }
}

function told(state: In<"calling">, command: LegCommand): Next {
  const { call } = state;
  switch (command.do) {
    case "progress": // with audio, the call lets us hear what there is
      return [state, [command.audio ? silence : tone("ringback")]];
    case "answer":
      return [{ name: "talking", call }, [silence]];
    case "end":
      return behind(
        [select(), tellEnded(call.leg, command.cause)],
        toReorder(command.cause.kind === "busy" ? "busy" : "reorder"),
      );
    default:
      return otherwise(state, { on: "leg", leg: call.leg, command });
  }
}
