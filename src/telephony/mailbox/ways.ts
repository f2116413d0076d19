/** Ways between the owner's menu and the messages, for the states on both sides. */
import type { MailboxFacts, Prompt } from "./mailbox.ts";
import { spokenCount } from "./prompts.ts";
import { type Next, play } from "./words.ts";

/** How many are new, and which key does what. */
export function openMenu({ messages }: MailboxFacts): Next {
  const fresh = messages.filter(({ heard }) => !heard).length;
  const none = messages.length === 0;
  return toMenu(...(none ? ["messages-none"] : spokenCount(fresh)));
}

export const toMenu = (...first: readonly Prompt[]): Next => [
  { name: "menu" },
  [play(...first, "messages-menu")],
];

/** The first of them, behind what is said before it; undefined when there is none. */
export function listenTo(
  messages: readonly string[],
  ...first: readonly Prompt[]
): Next | undefined {
  const [message, ...rest] = messages;
  if (message === undefined) return undefined;
  return [{ name: "listening", message, rest }, [play(...first, `message:${message}`)]];
}

/** New ones as they came in, then those heard before, the newest first. */
export function inOrder({ messages }: MailboxFacts): readonly string[] {
  const fresh = messages.filter(({ heard }) => !heard).reverse();
  const known = messages.filter(({ heard }) => heard);
  return [...fresh, ...known].map(({ id }) => id);
}
