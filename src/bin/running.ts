/** `ringwise status`, `mode` and `settings`: how a running server is, and what it goes by. */
import { parseArgs } from "node:util";
import { wallTime } from "#kit/time.ts";
import type { AccountStatus, Status } from "#server/control.ts";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";
import { readDocument } from "./settingsFile.ts";
import { accountLine, statusLines } from "./statusLines.ts";
import { untilOf } from "./until.ts";

const show = async (answer: Response): Promise<void> =>
  console.log(JSON.stringify(await answer.json(), null, 2));

/** `ringwise status [--json]` */
export async function status(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { json: { type: "boolean" } } });
  const answer = await ask("GET", "/api/v1/status");
  if (values.json) return show(answer);
  const shown = (at: number): string => new Date(at).toLocaleString();
  for (const line of statusLines((await answer.json()) as Status, shown)) console.log(line);
  const { items } = (await (await ask("GET", "/api/v1/accounts")).json()) as {
    readonly items: readonly AccountStatus[];
  };
  for (const account of items) console.log(accountLine(account, shown));
}

/** `ringwise mode quiet [--until TIME]` */
export async function mode(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { until: { type: "string" } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (name === undefined) stop(2, "usage: ringwise mode MODE [--until 14:00]");
  const until = values.until === undefined ? undefined : await moment(values.until);
  const body = JSON.stringify({ now: name, ...(until !== undefined && { until }) });
  await ask("PUT", "/api/v1/mode", { body });
  const end = until === undefined ? "" : ` until ${new Date(until).toString()}`;
  console.log(`the mode is ${name}${end}`);
}

/** By the owner's clock, wherever this command runs. */
async function moment(words: string): Promise<number> {
  const settings = await (await ask("GET", "/api/v1/settings")).json();
  const { owner } = settings as { readonly owner?: { readonly timeZone?: string } };
  const until = untilOf(words, wallTime(Date.now()), owner?.timeZone ?? "UTC");
  return until.ok ? until.value : stop(2, until.problem.detail);
}

/** `ringwise settings export` and `ringwise settings apply FILE` */
export async function settings([what, file]: readonly string[]): Promise<void> {
  const now = await ask("GET", "/api/v1/settings");
  if (what === "export") return show(now);
  if (what !== "apply" || file === undefined)
    stop(2, "usage: ringwise settings export | ringwise settings apply FILE");
  const document = await readDocument(file);
  if (!document.ok) stop(2, document.problem.detail);
  const headers = { "if-match": now.headers.get("etag") ?? "" };
  const body = JSON.stringify(document.value);
  await ask("PUT", "/api/v1/settings", { body, headers });
  console.log(`${file} is in force`);
}
