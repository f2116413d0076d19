/** Why somebody is blocked, as far as it was said: told to people, and of no account in a decision. */
import { z } from "zod";
import { label, momentText } from "./words.ts";

export const blockNote = {
  because: label.exactOptional().meta({ description: "the owner's reason" }),
  by: label.exactOptional().meta({ description: "who did it" }),
  since: momentText.exactOptional(),
  call: z.string().max(100).exactOptional().meta({ description: "id of the call it came from" }),
};

export interface BlockNote {
  readonly because?: string;
  readonly by?: string;
  readonly since?: string;
  readonly call?: string;
}
