/** A code was dialled; a tone asks for what must follow it, and is silent at the first digit. */
import type { LineEvent, LineFacts } from "../line.ts";
import { behind, type In, type Next, silence } from "../words.ts";
import { dialing, isDialled } from "./dialing.ts";

export function serviceCode(state: In<"serviceCode">, event: LineEvent, facts: LineFacts): Next {
  const next = dialing(state, event, facts);
  return event.on === "digit" && isDialled(event.digit) ? behind([silence], next) : next;
}
