import { Messages } from "#server/mailbox/messages.ts";
import type { ServerParts } from "#server/serverParts.ts";

/** Recordings of calls are kept as messages are, apart from them; as many as a year of calls brings. */
export const recordingsOf = ({ world, store }: Pick<ServerParts, "world" | "store">): Messages =>
  new Messages({
    world,
    table: store.recordings,
    folder: "recordings",
    limits: () => ({ count: 5000, bytes: 20_000_000_000 }),
  });
