/** `ringwise exchange status | calls tail | trunks | audit | suspend | resume`: asks a running exchange, by its API. */
import { parseArgs } from "node:util";
import type { AuditEntry, ExchangeStatus, PassedCall, TrunkView } from "#exchange/control.ts";
import { ask } from "./ask.ts";
import { auditLine, callLine, overviewLines, trunkLine } from "./exchangeLines.ts";
import { stop } from "./exit.ts";

const shown = (at: number): string => new Date(at).toLocaleString();

async function listOf<T>(path: string): Promise<readonly T[]> {
  return ((await (await ask("GET", path)).json()) as { readonly items: readonly T[] }).items;
}

const isJson = (args: readonly string[]): boolean =>
  parseArgs({ args: [...args], options: { json: { type: "boolean" } } }).values.json === true;

/** Line by line for a person; all of it for a program. */
function say<T>(args: readonly string[], all: readonly T[], line: (one: T) => string): void {
  if (isJson(args)) console.log(JSON.stringify(all, null, 2));
  else for (const one of all) console.log(line(one));
}

export async function status(args: readonly string[]): Promise<void> {
  const now = (await (await ask("GET", "/api/v1/status")).json()) as ExchangeStatus;
  if (isJson(args)) console.log(JSON.stringify(now, null, 2));
  else for (const line of overviewLines(now, shown)) console.log(line);
}

export const trunks = async (args: readonly string[]): Promise<void> =>
  say(args, await listOf<TrunkView>("/api/v1/trunks"), (one) => trunkLine(one, shown));

export async function audit(args: readonly string[]): Promise<void> {
  const all = await listOf<AuditEntry>("/api/v1/audit?limit=200");
  say(args, all.toReversed(), (one) => auditLine(one, shown));
}

/** `calls tail`: the newest, then each as it changes. */
export async function calls([what]: readonly string[]): Promise<void> {
  if (what !== "tail") stop(2, "usage: ringwise exchange calls tail");
  const seen = new Map<string, string>();
  for (let first = true; ; first = false) {
    const newest = (await listOf<PassedCall>("/api/v1/calls")).toReversed();
    for (const call of first ? newest.slice(-10) : newest) {
      const line = callLine(call, shown);
      if (seen.get(call.id) !== line) console.log(line);
    }
    for (const call of newest) seen.set(call.id, callLine(call, shown));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

export async function suspend([name, ...words]: readonly string[]): Promise<void> {
  const reason = words.join(" ");
  if (name === undefined || reason === "") stop(2, "usage: ringwise exchange suspend NAME REASON…");
  const body = JSON.stringify({ reason });
  await ask("PUT", `/api/v1/users/${encodeURIComponent(name)}/suspension`, { body });
  console.log(`${name} is suspended, and is told why`);
}

export async function resume([name]: readonly string[]): Promise<void> {
  if (name === undefined) stop(2, "usage: ringwise exchange resume NAME");
  await ask("DELETE", `/api/v1/users/${encodeURIComponent(name)}/suspension`);
  console.log(`${name} may go on`);
}
