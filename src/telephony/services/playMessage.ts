/** A message that the owner sends on: whoever lifts hears it, behind a word of what it is. */
import type { Service } from "./service.ts";

export const playMessage: Service = {
  perform: (id) => ({ is: "said", says: ["messages-for-you", `message:${id}`] }),
};
