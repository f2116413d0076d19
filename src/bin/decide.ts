/** `ringwise decide`: what would become of a call, and why, or would become of calls that were; nothing happens. */

import { parseArgs } from "node:util";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { wouldDecide } from "#server/control/wouldDecide.ts";
import type { DecideQuestion } from "#server/control.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { folderOf, openFolder, settingsIn } from "./dataFolder.ts";
import { stop } from "./exit.ts";
import { questionOptions, sayDecision, type Thought, text } from "./question.ts";
import { replay } from "./replay.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

const options = { ...questionOptions, settings: text, data: text, replay: text } as const;

export async function decide(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options });
  const { settings: file, data, replay: which, json = false, ...question } = values;
  const settings = await settingsOf(file, folderOf(data));
  if (which === undefined) return say(question, settings, json);
  const store = openFolder(folderOf(data));
  replay(store, { which, settings, json });
  await store.close();
}

function say(question: DecideQuestion, settings: Settings, json: boolean): void {
  const { at } = question;
  if (at !== undefined && momentOf(at) === undefined)
    stop(2, `--at wants a moment with its offset, such as 2026-11-27T18:05-05:00, not ${at}`);
  const answer = wouldDecide(question, settings, wallTime(Date.now()));
  if (!answer.ok) stop(1, answer.problem.detail);
  sayDecision(answer.value as Thought, json ? undefined : settings);
}

/** Those of the file; else those in force in the data folder. */
async function settingsOf(file: string | undefined, data: string): Promise<Settings> {
  const from = file ?? process.env["RINGWISE_SETTINGS"];
  if (from !== undefined) {
    const read = await readSettings(from);
    return read.ok ? read.value : stop(2, ...problemLines(read.problem));
  }
  const store = openFolder(data);
  const settings = settingsIn(store).current();
  await store.close();
  return settings;
}
