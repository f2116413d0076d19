/**
 * A server that has loaded everything and waits for its turn: until then it holds nothing, opens
 * nothing and registers nowhere. Words to it: "serve", "yield"; from it: "waits", "beat".
 */
import { stop } from "./exit.ts";

/** In the environment of one that is to wait. */
export const waiting = { RINGWISE_WAITS: "1" };

/** Once, from our supervisor. */
export function hears(word: "serve" | "yield"): Promise<void> {
  return new Promise((resolve) => {
    const hear = (said: unknown): void => {
      if (said !== word) return;
      process.off("message", hear);
      resolve();
    };
    process.on("message", hear);
  });
}

/** Resolves when it is our turn. A spare that could not begin (`troubleOf`) says why, and ends. */
export async function turn(troubleOf: () => Promise<readonly string[]>): Promise<void> {
  if (process.env["RINGWISE_WAITS"] === undefined || process.send === undefined) return;
  const isOver = (): never => process.exit(70); // our supervisor has gone
  process.once("disconnect", isOver);
  const said = hears("serve");
  const trouble = await troubleOf();
  if (trouble.length > 0) return stop(1, ...trouble);
  process.send("waits");
  await said;
  process.off("disconnect", isOver);
}
