import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

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
  let seen = new Map(page.items.map((call) => [call.id, line(call)]));
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const next = (await (await ask("GET", "/api/v1/calls")).json()) as { readonly items: Call[] };
    for (const call of next.items.toReversed())
      if (seen.get(call.id) !== line(call)) console.log(line(call));
    seen = new Map(next.items.map((call) => [call.id, line(call)]));
  }
}
