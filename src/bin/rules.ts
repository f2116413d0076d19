/** `ringwise rules test`: what the running server would do with a call, and why; nothing happens. */
import { parseArgs } from "node:util";
import type { Decision } from "#telephony/directing/direct.ts";
import { explain } from "#telephony/directing/explain.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { ask } from "./api.ts";
import { stop } from "./exit.ts";

const text = { type: "string" } as const;
const options = {
  from: text,
  to: text,
  via: text,
  at: text,
  busy: { ...text, multiple: true },
  json: { type: "boolean" },
} as const;

export async function rules([what, ...args]: readonly string[]): Promise<void> {
  if (what !== "test")
    stop(
      2,
      "usage: ringwise rules test [--from +1…] [--to …] [--via ACCOUNT] [--at MOMENT] [--busy DEVICE] [--json]",
    );
  const { json = false, ...question } = parseArgs({ args: [...args], options }).values;
  const answer = await ask("POST", "/api/v1/decide", { body: JSON.stringify(question) });
  const decision = (await answer.json()) as Decision;
  if (json) return console.log(JSON.stringify(decision, null, 2));
  // For the names in it; what is secret in the document is not looked at.
  const settings = (await (await ask("GET", "/api/v1/settings")).json()) as Settings;
  for (const line of explain(decision, settings)) console.log(line);
}
