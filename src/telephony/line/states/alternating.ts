/** Two calls: one talks, one is held, and a flash swaps them. */
import type { LineEvent, LineFacts } from "../line.ts";
import { flash, hangUp, keyed, resume, ringBack, swap } from "../moves.ts";
import { behind, endOf, type In, type Next, otherwise, tellEnded } from "../words.ts";

export function alternating(state: In<"alternating">, event: LineEvent, facts: LineFacts): Next {
  const { call, held } = state;
  const over = endOf(call, event);
  if (over) return behind([tellEnded(call.leg, over)], resume(held));
  const gone = endOf(held, event);
  if (gone) return [{ name: "talking", call }, [tellEnded(held.leg, gone)]];
  switch (event.on) {
    case "flash":
      return flash(state, facts.flash, flashAlternating);
    case "onHook":
      return behind([hangUp(call)], ringBack(held));
    case "digit":
      return [state, [keyed(call, event)]];
    default:
      return otherwise(state, event);
  }
}

export const flashAlternating = (state: In<"alternating">): Next =>
  state.call.emergency ? [state, []] : swap(state.call, state.held);
