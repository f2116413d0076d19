/** `ringwise policy-key [rotate]`: the key that signs what exchanges are told, and a new one in its place. */
import { parseArgs } from "node:util";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

const path = "/api/v1/policy-key";

export async function policyKey(args: readonly string[]): Promise<void> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true });
  const [what, ...more] = positionals;
  if (more.length > 0 || (what !== undefined && what !== "rotate"))
    stop(2, "usage: ringwise policy-key [rotate]");
  const answer = await (what === "rotate"
    ? ask("POST", `${path}/rotate`, { body: "{}" })
    : ask("GET", path));
  const { key } = (await answer.json()) as { readonly key: string };
  console.log(key);
}
