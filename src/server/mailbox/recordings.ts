import { knownCalls } from "#server/mailbox/knownCalls.ts";
import { Messages } from "#server/mailbox/messages.ts";
import type { ServerParts } from "#server/serverParts.ts";

/** Recordings of calls are kept as messages are, apart from them; as many as a year of calls brings. */
export const recordingsOf = (parts: Pick<ServerParts, "world" | "store" | "journal">): Messages =>
  new Messages({
    world: parts.world,
    table: parts.store.recordings,
    folder: "recordings",
    callOf: knownCalls(parts),
    limits: () => ({ count: 5000, bytes: 20_000_000_000 }),
  });
