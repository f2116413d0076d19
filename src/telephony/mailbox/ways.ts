/** Ways between the owner's menu and the messages, for the states on both sides. */
import type { Hearing, MailboxFacts, Prompt } from "./mailbox.ts";
import { spokenCount } from "./prompts.ts";
import { type Next, play } from "./words.ts";

/** What was deleted last: it goes along wherever the owner goes. */
export type Deleted = string | undefined;
const trail = (deleted: Deleted) => (deleted === undefined ? {} : { deleted });

/** How many are new, and which key does what. */
export function openMenu({ messages }: MailboxFacts, deleted?: Deleted): Next {
  const fresh = messages.filter(({ heard }) => !heard).length;
  const none = messages.length === 0;
  return toMenu(deleted, ...(none ? ["messages-none"] : spokenCount(fresh)));
}

export const toMenu = (deleted: Deleted, ...first: readonly Prompt[]): Next => [
  { name: "menu", ...trail(deleted) },
  [play(...first, "messages-menu")],
];

export interface Playlist {
  readonly messages: readonly string[];
  readonly deleted?: Deleted;
  /** What is said before the first. */
  readonly first?: readonly Prompt[];
}

/** The first of them, behind what is said before it; undefined when there is none. */
export function listenTo(
  { messages, deleted, first = [] }: Playlist,
  facts: MailboxFacts,
): Next | undefined {
  const [message, ...rest] = messages;
  if (message === undefined) return undefined;
  return [
    { name: "listening", message, rest, ...trail(deleted) },
    [play(...first, ...facts.envelope(message), `message:${message}`)],
  ];
}

/** The keys are named again; it is the owner's turn. */
export const choose = (at: Hearing, deleted: Deleted, ...first: readonly Prompt[]): Next => [
  { name: "choosing", message: at.message, rest: at.rest, ...trail(deleted) },
  [play(...first, "messages-choice")],
];

/** New ones as they came in, then those heard before, the newest first. */
export function inOrder(facts: MailboxFacts): readonly string[] {
  const fresh = facts.messages.filter(({ heard }) => !heard).reverse();
  return [...fresh.map(({ id }) => id), ...saved(facts)];
}

/** Those that were heard and kept, the newest first. */
export const saved = ({ messages }: MailboxFacts): readonly string[] =>
  messages.filter(({ heard }) => heard).map(({ id }) => id);
