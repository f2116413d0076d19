/** `ringwise check SETTINGS`: every problem with its path, and 2 when there is one; else what is hardly meant, with an example, and 1 when one of the owner's own checks does not hold. */
import { parseArgs } from "node:util";
import { wallTime } from "#kit/time.ts";
import { check as checked } from "#telephony/checking/check.ts";
import { explainExample, explainWarning } from "#telephony/checking/explainWarning.ts";
import type { Warning } from "#telephony/checking/warning.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { stop } from "./exit.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

export async function check(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined) stop(2, "usage: ringwise check SETTINGS [--json]");
  const settings = await readSettings(file);
  if (!settings.ok) stop(2, ...problemLines(settings.problem));
  const warnings = warningsOf(settings.value);
  if (warnings.some(({ code }) => code === "check.broken")) process.exitCode = 1;
  if (values.json) console.log(JSON.stringify(warnings, null, 2));
  else for (const line of lines(file, settings.value, warnings)) console.log(line);
}

const warningsOf = (settings: Settings) => checked(settings, wallTime(Date.now()));

function lines(file: string, settings: Settings, warnings: readonly Warning[]): readonly string[] {
  return [
    `${file}: in order`,
    ...warnings.flatMap((warning) => {
      const example = explainExample(warning);
      return [
        `${warning.path}: ${explainWarning(warning, settings)}`,
        ...(example === undefined ? [] : [`    for example: ${example}`]),
      ];
    }),
  ];
}
