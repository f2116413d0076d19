/** One call, and the instrument is joined to it. */
import { because } from "../../call/leg.ts";
import type { LineEvent } from "../line.ts";
import {
  commandTo,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  start,
  tell,
  tellEnded,
  tone,
} from "../words.ts";

export function talking(state: In<"talking">, event: LineEvent): Next {
  const { call } = state;
  const command = commandTo(call, event);
  if (command?.do === "end")
    return [
      { name: "parted" },
      [silence, select(), start("parted"), tellEnded(call.leg, command.cause)],
    ];
  switch (event.on) {
    case "onHook":
      return [{ name: "idle" }, [silence, select(), tellEnded(call.leg, because("normal"))]];
    case "flash":
      return call.emergency ? [state, []] : held(state); // a call for help is never held
    case "digit":
      return [state, [tell(call.leg, { on: "digit", digit: event.digit, by: event.by })]];
    default:
      return command?.do === "ring" ? [state, []] : otherwise(state, event);
  }
}

const held = ({ call }: In<"talking">): Next => [
  { name: "recall", held: call },
  [select(), tone("recall"), tell(call.leg, { on: "held" })],
];
