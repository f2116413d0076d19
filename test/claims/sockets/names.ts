import { familyStories } from "./familyStories.ts";
import { socketClaims } from "./rows.ts";

/** The claims and rows that are shown over real sockets. */
export const shownBySockets: ReadonlySet<string> = new Set([
  ...socketClaims.map(({ number }) => `${number}`),
  ...familyStories.map(({ id }) => id),
]);
