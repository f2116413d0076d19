/**
 * Somebody speaks one way into a call: the owner hears both, the other party hears the owner alone,
 * and the speaker nobody. A flash answers: the call is held, and the two talk.
 */
import { because } from "../../call/leg.ts";
import type { LineCall, LineEffect, LineEvent } from "../line.ts";
import { hangUp, keyed, speakBack } from "../moves.ts";
import {
  endOf,
  type In,
  type Next,
  otherwise,
  select,
  silence,
  tell,
  tellEnded,
} from "../words.ts";

/** Heard at once, without ringing. */
export const whisper = (call: LineCall, speaker: LineCall): Next => [
  { name: "whispered", call, speaker },
  [beside(call, speaker), tell(speaker.leg, { on: "answered", manner: "whisper" })],
];

const beside = (call: LineCall, speaker: LineCall): LineEffect => ({
  do: "select",
  legs: [call.leg],
  whisper: speaker.leg,
});

export function whispered(state: In<"whispered">, event: LineEvent): Next {
  const { call, speaker } = state;
  const silent = endOf(speaker, event);
  if (silent) return [{ name: "talking", call }, [select(call), tellEnded(speaker.leg, silent)]];
  const over = endOf(call, event);
  if (over)
    return [{ name: "talking", call: speaker }, [select(speaker), tellEnded(call.leg, over)]];
  switch (event.on) {
    case "flash": {
      const [answered, told] = speakBack(speaker, event);
      return [
        { name: "alternating", call: answered, held: call },
        [tell(call.leg, { on: "held" }), select(answered), told],
      ];
    }
    case "onHook":
      return [
        { name: "idle" },
        [silence, select(), hangUp(call), tellEnded(speaker.leg, because("normal"))],
      ];
    case "digit":
      return [state, [keyed(call, event)]];
    default:
      return otherwise(state, event);
  }
}
