/** A settings document from a YAML or JSON file, and its problems as lines for a person. */
import { readFileSync } from "node:fs";
import { fail, failWith, ok, type Result } from "#kit/result.ts";
import type { SettingsProblem } from "#telephony/settings/problems.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { validate } from "#telephony/settings/validate.ts";

export async function readDocument(file: string): Promise<Result<unknown>> {
  try {
    const { parse } = await import("yaml"); // only whoever has a file pays for it
    return ok(parse(readFileSync(file, "utf8"), { maxAliasCount: 100 }) ?? {});
  } catch (error) {
    return fail("settings.unreadable", `${file}: ${(error as Error).message.split("\n")[0]}`);
  }
}

export async function readSettings(
  file: string,
): Promise<Result<Settings, readonly SettingsProblem[]>> {
  const document = await readDocument(file);
  return document.ok ? validate(document.value) : failWith([{ ...document.problem, path: "" }]);
}

export const problemLines = (problems: readonly SettingsProblem[]): string[] =>
  problems.map(({ path, code, detail }) => `${path || "/"}: ${detail} (${code})`);
