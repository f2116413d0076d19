/** The commands that ask a running server, by its API, with the token of the environment. */
import { parseArgs } from "node:util";
import { wallTime } from "#kit/time.ts";
import type { AccountStatus, Status } from "#server/control.ts";
import { told } from "./environment.ts";
import { stop } from "./exit.ts";
import { readDocument } from "./settingsFile.ts";
import { accountLine, statusLines } from "./statusLines.ts";
import { untilOf } from "./until.ts";

const base = (): string => process.env["RINGWISE_URL"] ?? "http://localhost:8080";

export async function ask(method: string, path: string, more: RequestInit = {}): Promise<Response> {
  const token = told("token");
  if (token === undefined) stop(2, "RINGWISE_TOKEN must hold an API token (page: Settings)");
  const type = more.body === undefined ? {} : { "content-type": "application/json" };
  const headers = { authorization: `Bearer ${token}`, ...type, ...more.headers };
  const request = { method, ...more, headers };
  const answer = await fetch(`${base()}${path}`, request).catch(() => undefined);
  if (answer === undefined) return stop(1, `nobody answers at ${base()} (RINGWISE_URL)`);
  if (!answer.ok) return refused(answer);
  return answer;
}

async function refused(answer: Response): Promise<never> {
  const { detail, problems = [] } = (await answer.json()) as {
    readonly detail: string;
    readonly problems?: readonly { readonly path: string; readonly detail: string }[];
  };
  const lines = problems.map((one) => `${one.path}: ${one.detail}`);
  return stop(answer.status === 422 ? 2 : 1, detail, ...lines);
}

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

/** `ringwise calls tail`: the newest, then each as it changes. */
export async function calls([what]: readonly string[]): Promise<void> {
  if (what !== "tail") stop(2, "usage: ringwise calls tail");
  interface Call {
    readonly id: string;
    readonly from: { readonly number?: string; readonly name?: string };
    readonly to: string;
    readonly state?: string;
    readonly outcome?: string;
  }
  const line = ({ id, from, to, state, outcome }: Call): string =>
    `${id}  ${from.name ?? from.number ?? "hidden"} → ${to}  ${outcome ?? state ?? ""}`;
  const page = (await (await ask("GET", "/api/v1/calls")).json()) as { readonly items: Call[] };
  for (const call of page.items.slice(0, 10).reverse()) console.log(line(call));
  const seen = new Map(page.items.map((call) => [call.id, line(call)]));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const next = (await (await ask("GET", "/api/v1/calls")).json()) as { readonly items: Call[] };
    for (const call of next.items.toReversed()) {
      if (seen.get(call.id) !== line(call)) console.log(line(call));
      seen.set(call.id, line(call));
    }
  }
}
