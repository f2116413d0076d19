/** `ringwise say TEXT`: the running server speaks it into its telephones, one way. */
import { parseArgs } from "node:util";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

const usage = "usage: ringwise say TEXT [--device ID]… [--language en|de]";

export async function say(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { device: { type: "string", multiple: true }, language: { type: "string" } },
    allowPositionals: true,
  });
  const text = positionals.join(" ");
  if (text.trim() === "") stop(2, usage);
  const { device: devices, language } = values;
  const body = JSON.stringify({ text, ...(devices && { devices }), ...(language && { language }) });
  const answer = await ask("POST", "/api/v1/announcements", { body });
  const { id } = (await answer.json()) as { readonly id: string };
  console.log(`it is being said (call ${id})`);
}
