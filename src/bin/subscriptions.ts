/** `ringwise subscriptions [refresh KIND ID] [--json]`: what is kept from elsewhere, and how it stands with it. */
import { parseArgs } from "node:util";
import type { SubscriptionView } from "#server/control.ts";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

const path = "/api/v1/subscriptions";

export async function subscriptions(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [what, kind, id] = positionals;
  if (what === "refresh" && kind !== undefined && id !== undefined) {
    await ask("POST", `${path}/${kind}/${id}/refresh`, { body: "{}" });
    return console.log(`${kind} ${id} is looked at`);
  }
  if (what !== undefined)
    stop(2, "usage: ringwise subscriptions [refresh calendar|list|addressBook ID] [--json]");
  const { items } = (await (await ask("GET", path)).json()) as {
    readonly items: readonly SubscriptionView[];
  };
  if (values.json) return console.log(JSON.stringify(items, null, 2));
  if (items.length === 0) console.log("nothing is kept from elsewhere");
  for (const item of items)
    console.log(subscriptionLine(item, (at) => new Date(at).toLocaleString()));
}

/** `list spam (lists.example): 812 numbers, stopped 3 calls, as of 14:05` */
export function subscriptionLine(
  { kind, id, host, count, stopped, asOf, problem }: SubscriptionView,
  shown: (at: number) => string,
): string {
  const things = { calendar: "events", list: "numbers", addressBook: "people" }[kind];
  const facts = [
    ...(count === undefined ? ["nothing yet"] : [`${count} ${things}`]),
    ...(stopped ? [`stopped ${stopped} calls`] : []),
    ...(asOf === undefined ? [] : [`as of ${shown(asOf)}`]),
    ...(problem ? [`✗ ${problem.detail} (${problem.code})`] : []),
  ];
  return `${kind} ${id} (${host}): ${facts.join(", ")}`;
}
