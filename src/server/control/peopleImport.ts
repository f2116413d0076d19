/** An address book's people join those of the settings in force. */
import { importPeople } from "#server/contacts/importPeople.ts";
import { readCards } from "#server/contacts/vcards.ts";
import { locked } from "#server/control/settingsControl.ts";
import type { PeopleImport } from "#server/control.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";

interface Means {
  readonly settings: SettingsStore;
  readonly lockedBy?: string | undefined;
}

export async function takeOverPeople(
  vcards: string,
  who: string,
  { settings, lockedBy }: Means,
): Promise<PeopleImport> {
  const nobody = { added: 0, updated: 0 };
  if (lockedBy !== undefined) return { ...nobody, problems: [locked(lockedBy)] };
  const { cards, problems } = readCards(vcards);
  let counted = nobody;
  const changed = await settings.change((now) => {
    const { people, ...counts } = importPeople(cards, now);
    counted = counts;
    return { ...now, people };
  }, who);
  return changed.ok
    ? { ...counted, problems }
    : { ...nobody, problems: [...changed.problem, ...problems] };
}
