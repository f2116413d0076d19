/** `ringwise rules test`: what the running server would do with a call, and why; nothing happens. */
import { parseArgs } from "node:util";
import type { Settings } from "#telephony/settings/settings.ts";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";
import { questionOptions, sayDecision, type Thought } from "./question.ts";

export async function rules([what, ...args]: readonly string[]): Promise<void> {
  if (what !== "test")
    stop(
      2,
      "usage: ringwise rules test [--from +1…] [--to …] [--via ACCOUNT] [--at MOMENT] [--busy DEVICE] [--json]",
    );
  const { json = false, ...question } = parseArgs({
    args: [...args],
    options: questionOptions,
  }).values;
  const answer = await ask("POST", "/api/v1/decide", { body: JSON.stringify(question) });
  const decision = (await answer.json()) as Thought;
  const settings = json ? undefined : await (await ask("GET", "/api/v1/settings")).json();
  sayDecision(decision, settings as Settings | undefined);
}
