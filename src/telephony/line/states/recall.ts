/** Flashed: the call is held and the second dial tone is heard. A second call comes with its own issue. */
import { because } from "../../call/leg.ts";
import type { LineEvent, LineFacts } from "../line.ts";
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
  toDialTone,
} from "../words.ts";

export function recall(state: In<"recall">, event: LineEvent, facts: LineFacts): Next {
  const { held } = state;
  const command = commandTo(held, event);
  if (command?.do === "end") return behind([tellEnded(held.leg, command.cause)], toDialTone(facts));
  switch (event.on) {
    case "flash":
      return [
        { name: "talking", call: held },
        [silence, select(held), tell(held.leg, { on: "resumed" })],
      ];
    case "onHook":
      return [{ name: "idle" }, [silence, tellEnded(held.leg, because("normal"))]];
    default:
      return command?.do === "ring" ? [state, []] : otherwise(state, event);
  }
}
