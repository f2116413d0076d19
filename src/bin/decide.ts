/** `ringwise decide`: what would become of a call, and why; nothing happens. */

import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { momentOf } from "#kit/calendar.ts";
import { wallTime } from "#kit/time.ts";
import { wouldDecide } from "#server/control/wouldDecide.ts";
import { settingsStore } from "#server/store/settingsStore.ts";
import { sqliteStore } from "#server/store/sqliteStore.ts";
import type { Decision } from "#telephony/directing/direct.ts";
import { explain } from "#telephony/directing/explain.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { stop } from "./exit.ts";
import { problemLines, readSettings } from "./settingsFile.ts";

const text = { type: "string" } as const;

export async function decide(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: text,
      to: text,
      via: text,
      at: text,
      settings: text,
      data: text,
      replay: text,
      busy: { ...text, multiple: true },
      json: { type: "boolean" },
    },
  });
  const data = values.data ?? process.env["RINGWISE_DATA"] ?? "./data";
  const { from, to, via, at, busy } = values;
  if (at !== undefined && momentOf(at) === undefined)
    stop(2, `--at wants a moment with its offset, such as 2026-11-27T18:05-05:00, not ${at}`);
  const settings = await settingsOf(values.settings, data);
  if (values.replay !== undefined) {
    say(await kept(values.replay, data), settings, values.json);
    return;
  }
  const question = {
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(via !== undefined && { via }),
    ...(at !== undefined && { at }),
    ...(busy !== undefined && { busy }),
  };
  const answer = wouldDecide(question, settings, wallTime(Date.now()), () => "idle");
  if (!answer.ok) stop(1, answer.problem.detail);
  say(answer.value as Decision, settings, values.json);
}

function say(decision: Decision, settings: Settings, json = false): void {
  if (json) console.log(JSON.stringify(decision, null, 2));
  else for (const line of explain(decision, settings)) console.log(line);
}

async function settingsOf(file: string | undefined, data: string): Promise<Settings> {
  const from = file ?? process.env["RINGWISE_SETTINGS"];
  if (from !== undefined) {
    const read = await readSettings(from);
    return read.ok ? read.value : stop(2, ...problemLines(read.problem));
  }
  const database = join(data, "ringwise.db");
  if (!existsSync(database)) stop(2, "no settings: say --settings FILE, or --data FOLDER");
  const store = sqliteStore(database);
  const settings = store.ok ? settingsStore(store.value.settings, () => 0) : undefined;
  if (!settings?.ok) stop(2, `${database} cannot be read`);
  return settings.value.current();
}

/** The decision that was kept with a call. */
async function kept(id: string, data: string): Promise<Decision> {
  const store = sqliteStore(join(data, "ringwise.db"));
  if (!store.ok) stop(1, store.problem.detail);
  const decision = store.value.calls.get(id)?.record.decision;
  await store.value.close();
  return (decision as Decision | undefined) ?? stop(1, `no decision of a call ${id}`);
}
