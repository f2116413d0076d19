import { noSipp } from "../../interop/sipp.ts";
import { familyStories } from "./familyStories.ts";
import { socketClaims } from "./rows.ts";
import { noSockets } from "./socketHouse.ts";

/** The claims and rows that are shown over real sockets. */
export const shownBySockets: ReadonlySet<string> = new Set([
  ...socketClaims.map(({ number }) => `${number}`),
  ...familyStories.map(({ id }) => id),
]);

/** Why that one cannot be shown so on this machine; undefined: it can. */
export function notOverSockets(name: string): string | undefined {
  if (!shownBySockets.has(name)) return "virtual only";
  const story = familyStories.find(({ id }) => id === name);
  if (story === undefined) return noSockets();
  return story.needsSipp === true ? noSipp() : undefined;
}
