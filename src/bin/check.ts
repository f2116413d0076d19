/** `ringwise check SETTINGS`: every problem with its path; 2 when there is one. */
import { stop } from "./exit.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

export async function check([file]: readonly string[]): Promise<void> {
  if (file === undefined) stop(2, "usage: ringwise check SETTINGS");
  const settings = await readSettings(file);
  if (!settings.ok) stop(2, ...problemLines(settings.problem));
  console.log(`${file}: in order`);
}
