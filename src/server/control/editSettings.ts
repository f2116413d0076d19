import { failWith, ok, type Result } from "#kit/result.ts";
import type { Edited } from "#server/control/acquaintance.ts";
import { locked } from "#server/control/settingsControl.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Edit } from "#telephony/settings/change.ts";
import { wrong } from "#telephony/settings/problems.ts";

export interface Editing {
  readonly settings: SettingsStore;
  readonly lockedBy?: string | undefined;
}

/** A change of the settings by an act that has a name; refused with the first of what is wrong. */
export async function editSettings(
  { settings, lockedBy }: Editing,
  edit: Edit,
  who: string,
): Promise<Result<Edited>> {
  if (lockedBy !== undefined) return failWith(locked(lockedBy));
  const changed = await settings.change(edit, who);
  if (changed.ok) return ok({ etag: String(settings.version()) });
  const [first = wrong([], "settings.refused", "the settings do not take that")] = changed.problem;
  return failWith(first);
}
