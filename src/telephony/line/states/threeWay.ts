/** All together: each hears both others. */
import type { LineEvent, LineFacts } from "../line.ts";
import { flash, gather, hangUp, keyed, transfer } from "../moves.ts";
import { endOf, type In, type Next, otherwise, select, silence, tellEnded } from "../words.ts";

export function threeWay(state: In<"threeWay">, event: LineEvent, facts: LineFacts): Next {
  const { first, second } = state;
  for (const [call, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const over = endOf(call, event);
    if (over) return [{ name: "talking", call: other }, [select(other), tellEnded(call.leg, over)]];
  }
  switch (event.on) {
    case "flash":
      return flash(state, facts.flash, (from) => flashThreeWay(from, facts));
    case "onHook":
      return [{ name: "idle" }, goodbye(state, facts)];
    case "digit":
      return [state, [keyed(first, event), keyed(second, event)]];
    default:
      return otherwise(state, event);
  }
}

/** Both end, or go on without the line where the owner wishes so. */
const goodbye = ({ first, second }: In<"threeWay">, { transferOnHook }: LineFacts) =>
  (transferOnHook && transfer(first, second)) || [silence, select(), hangUp(first), hangUp(second)];

/** Who came last goes first; or all wait for one more. */
export const flashThreeWay = ({ first, second }: In<"threeWay">, { flashAdds }: LineFacts): Next =>
  (flashAdds && gather(first, second)) || [
    { name: "talking", call: first },
    [select(first), hangUp(second)],
  ];
