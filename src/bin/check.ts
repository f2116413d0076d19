/** `ringwise check SETTINGS`: every problem with its path, and 2 when there is one; else what is hardly meant, with an example. */
import { parseArgs } from "node:util";
import { wallTime } from "#kit/time.ts";
import { check as checked } from "#telephony/checking/check.ts";
import { explainExample, explainWarning } from "#telephony/checking/explainWarning.ts";
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
  if (values.json) console.log(JSON.stringify(warningsOf(settings.value), null, 2));
  else for (const line of lines(file, settings.value)) console.log(line);
}

const warningsOf = (settings: Settings) => checked(settings, wallTime(Date.now()));

function lines(file: string, settings: Settings): readonly string[] {
  return [
    `${file}: in order`,
    ...warningsOf(settings).flatMap((warning) => {
      const example = explainExample(warning);
      return [
        `${warning.path}: ${explainWarning(warning, settings)}`,
        ...(example === undefined ? [] : [`    for example: ${example}`]),
      ];
    }),
  ];
}
