/** Goodbye is being said. */
import type { MailboxEvent } from "../mailbox.ts";
import { gone, hangUp, type In, type Next, stay } from "../words.ts";

export function leaving(state: In<"leaving">, event: MailboxEvent): Next {
  switch (event.on) {
    case "played":
      return [{ name: "over" }, [hangUp]];
    case "hungUp":
    case "pickedUp":
    case "shellFailed":
      return gone;
    default:
      return stay(state);
  }
}
