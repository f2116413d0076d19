/** `ringwise people import FILE`: an address book's cards become people of the running server's settings. */
import { readFileSync } from "node:fs";
import { ask } from "./ask.ts";
import { stop } from "./exit.ts";

interface Answer {
  readonly added: number;
  readonly updated: number;
  readonly problems: readonly { readonly code: string; readonly detail: string }[];
}

export async function people([what, file]: readonly string[]): Promise<void> {
  if (what !== "import" || file === undefined) stop(2, "usage: ringwise people import FILE.vcf");
  const body = JSON.stringify({ vcards: readFileSync(file, "utf8") });
  const answer = await ask("POST", "/api/v1/people/import", { body });
  const { added, updated, problems } = (await answer.json()) as Answer;
  console.log(`${added} added, ${updated} brought up to date`);
  for (const { code, detail } of problems) console.log(`${detail} (${code})`);
  if (added + updated === 0 && problems.length > 0) stop(1, "nobody was taken over");
}
