/** Who is kept off, why, and how often: the settings' own, by name and by number. */
import { momentText } from "#kit/calendar.ts";
import { newId } from "#kit/newId.ts";
import { fail, ok } from "#kit/result.ts";
import type { BlockingControl, BlockView } from "#server/control/acquaintance.ts";
import type { CallView } from "#server/control/callViews.ts";
import type { CountingMeans } from "#server/control/countedAlong.ts";
import { type Editing, editSettings } from "#server/control/editSettings.ts";
import { MonthUses, type Uses } from "#server/control/monthUses.ts";
import { type Surroundings, wouldKnow } from "#server/control/wouldDecide.ts";
import { allowedBy, blockedBy, type Listed, neverBlocked } from "#telephony/directing/blocked.ts";
import {
  type Block,
  blockOf,
  isBlocked,
  withBlocked,
  withoutBlocked,
} from "#telephony/directing/blocking.ts";
import type { Reason } from "#telephony/directing/condition.ts";
import { personOf } from "#telephony/directing/directory.ts";
import type { Party } from "#telephony/directing/facts.ts";
import { stoppedBy } from "#telephony/directing/stopped.ts";
import { patternOf } from "#telephony/settings/callers.ts";
import type { Settings } from "#telephony/settings/settings.ts";

interface Means extends CountingMeans, Editing {
  /** What is known of callers from elsewhere. */
  readonly around: Surroundings;
}

export function blockingControl(means: Means): BlockingControl {
  const { settings, now } = means;
  const uses = new MonthUses(means, keysOf);
  const partyOf = (from: string) => wouldKnow({ from }, settings.current(), now(), means.around);

  return {
    all: () => views(settings.current(), uses.all()),
    async block(pattern, note, who) {
      const known = partyOf(pattern);
      if (!known.ok) return known;
      const { caller } = known.value;
      if (neverBlocked(caller, settings.current()))
        return fail("blocking.never", "your own numbers and those for help are never blocked");
      const said = { since: momentText(now()), by: who, ...note };
      let block: Block = { by: "number", what: pattern };
      const edited = await editSettings(
        means,
        (current) => {
          const all = withContact(current, pattern, caller);
          block = blockOf(pattern, all);
          return withBlocked(all, block, said);
        },
        who,
      );
      return edited.ok ? ok({ ...block, ...edited.value }) : edited;
    },
    unblock: async (which, who) =>
      isBlocked(settings.current(), which)
        ? editSettings(means, (current) => withoutBlocked(current, which), who)
        : fail("blocking.unknown", "nobody is blocked so"),
    judge(from) {
      const known = partyOf(from);
      if (!known.ok) return known;
      const { caller, listed } = known.value;
      const current = settings.current();
      const [blocked, allowed] = [blockedBy, allowedBy].map((by) => by(caller, current, listed));
      const never = neverBlocked(caller, current);
      const name = personOf(caller, current)?.name;
      return ok({
        ...(blocked && { blocked }),
        ...(allowed && { allowed }),
        ...(never && { never }),
        ...(name !== undefined && { name }),
      });
    },
  };
}

/**
 * Whom only an address book names becomes somebody of the settings' own: by number they would not
 * be stopped, for the owner knows them.
 */
function withContact(settings: Settings, number: string, caller: Party): Settings {
  const { contact } = caller;
  if (!contact || blockOf(number, settings).by === "person") return settings;
  const { name, groups } = contact;
  const person = { id: newId(name, settings.people), name, numbers: [number], groups };
  return { ...settings, people: [...settings.people, person] };
}

const keyOf = ({ by, what }: Listed): string => `${by} ${what}`;

/** By what a call was stopped. */
function keysOf({ decision }: CallView): readonly string[] {
  const last = decision?.because.at(-1) as Reason | undefined;
  return last ? [...new Set(stoppedBy(last).map(keyOf))] : [];
}

/** Names first, each with what it has done. */
function views(
  { people, callers }: Settings,
  uses: ReadonlyMap<string, Uses>,
): readonly BlockView[] {
  const done = (by: Block["by"], what: string) => ({ calls: 0, ...uses.get(keyOf({ by, what })) });
  const byName = people
    .filter(({ groups }) => groups.includes("blocked"))
    .map(({ id, name, numbers, blocked }) => ({
      ...blocked,
      ...done("person", id),
      is: "person" as const,
      what: id,
      name,
      numbers,
    }));
  const byNumber = callers.block.map((one) => {
    const what = patternOf(one);
    const { pattern: _, ...note } = typeof one === "string" ? { pattern: one } : one;
    return { ...note, ...done("number", what), is: "number" as const, what, numbers: [what] };
  });
  return [...byName, ...byNumber];
}
