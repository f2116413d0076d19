/** The far end is being rung. */
import { because, type LegCommand } from "../../call/leg.ts";
import type { LineEffect, LineEvent, LineFacts } from "../line.ts";
import { keyed } from "../moves.ts";
import {
  behind,
  commandTo,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tellEnded,
  toDialTone,
  tone,
  toReorder,
} from "../words.ts";

export function calling(state: In<"calling">, event: LineEvent, facts: LineFacts): Next {
  const { call } = state;
  const command = commandTo(call, event);
  if (command?.do === "end" && call.service && command.cause.kind === "normal")
    return behind([select(), tellEnded(call.leg, command.cause)], toDialTone(facts));
  if (command) return told(state, command);
  switch (event.on) {
    case "onHook":
      return [{ name: "idle" }, [silence, select(), tellEnded(call.leg, because("cancelled"))]];
    case "digit": // to a machine that speaks before it answers
      return [state, [keyed(call, event)]];
    case "shellFailed":
      return event.effect === "place" ? behind([select()], toReorder()) : [state, []];
    default:
      return otherwise(state, event);
  }
}

export const progressHeard = ({ audio }: LegCommand & { readonly do: "progress" }): LineEffect =>
  audio ? silence : tone("ringback");

function told(state: In<"calling">, command: LegCommand): Next {
  const { call } = state;
  switch (command.do) {
    case "progress": // with audio, the call lets us hear what there is
      return [state, [progressHeard(command)]];
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
