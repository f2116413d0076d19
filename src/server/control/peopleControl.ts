/** Whom the owner knows: by the settings, and by address books that are kept elsewhere. */
import { fail } from "#kit/result.ts";
import { alikePeople, mergedPeople } from "#server/contacts/mergePeople.ts";
import type { KnownContact, PeopleControl } from "#server/control/acquaintance.ts";
import { type Editing, editSettings } from "#server/control/editSettings.ts";

interface Means extends Editing {
  readonly contacts: () => readonly KnownContact[];
}

export const peopleControl = ({ contacts, ...means }: Means): PeopleControl => ({
  contacts,
  alike: () => alikePeople(means.settings.current()),
  async merge(ids, who) {
    let isThere = true;
    const edited = await editSettings(
      means,
      (now) => {
        const merged = mergedPeople(now, ids);
        isThere = merged !== undefined;
        return merged ?? now;
      },
      who,
    );
    return isThere
      ? edited
      : fail("people.unknown", "name two people or more, all of whom are there");
  },
});
