/** The settings that were in force at a moment, out of their history. */
import type { SettingsVersion } from "#server/store/store.ts";
import { defaults } from "#telephony/settings/defaults.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { readKept } from "#telephony/settings/validate.ts";

/** `history` newest first. Before the first version all was as in an empty document. */
export function settingsAt(history: readonly SettingsVersion[], at: number): Settings {
  const version = history.find((one) => one.at <= at);
  const read = readKept(version?.document ?? {});
  return read.ok ? read.value.settings : defaults;
}
