import { readFileSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { wouldOpen } from "#server/store/wouldOpen.ts";
import { databaseOf } from "./dataFolder.ts";
import type { Environment } from "./environment.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

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
