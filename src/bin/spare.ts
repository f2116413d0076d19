/**
 * A server that has loaded everything and waits for its turn: until then it holds nothing, opens
 * nothing and registers nowhere. Words to it: "serve", "yield"; from it: "waits", "beat".
 */
import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { wouldOpen } from "#server/store/wouldOpen.ts";
import { databaseOf } from "./dataFolder.ts";
import type { Environment } from "./environment.ts";
import { stop } from "./exit.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

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

/** What would keep us from opening, as far as that can be seen while another one serves. */
export async function openingTrouble({
  data,
  settings,
  lock,
  certificate,
  key,
}: Environment): Promise<readonly string[]> {
  const database = wouldOpen(databaseOf(data));
  if (!database.ok) return [`ringwise: ${database.problem.detail}`];
  const file = settings !== undefined && lock ? await readSettings(settings) : undefined;
  if (file && !file.ok) return problemLines(file.problem);
  if (certificate === undefined || key === undefined) return [];
  try {
    createSecureContext({ cert: readFileSync(certificate), key: readFileSync(key) });
    return [];
  } catch (error) {
    return [`ringwise: ${certificate}: ${(error as Error).message}`];
  }
}
