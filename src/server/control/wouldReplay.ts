/** A draft of the rules, held against the calls that were: which of them would end otherwise? */
import { ok, type Result } from "#kit/result.ts";
import { replayed } from "#server/calls/replay.ts";
import { withDraft } from "#server/control/draftRules.ts";
import type { DecideAnswer, ReplayAnswer } from "#server/control.ts";
import type { SettingsStore } from "#server/store/settingsStore.ts";
import type { Store } from "#server/store/store.ts";
import type { CallRecord } from "#telephony/call/callRecord.ts";
import type { Decision } from "#telephony/call/plan.ts";

/** Nothing is changed: the settings in force with these rules, whose secrets may be left as shown, are only asked. */
export function wouldReplay(
  rules: unknown,
  last: number,
  { settings, store }: { readonly settings: SettingsStore; readonly store: Pick<Store, "calls"> },
): Result<ReplayAnswer> {
  const now = settings.current();
  const draft = rules === undefined ? ok(now) : withDraft(rules, now);
  if (!draft.ok) return draft;
  const kept = store.calls.page(undefined, last).items.map(({ record }) => record);
  const calls = kept.filter(({ test }) => test === undefined);
  const again = calls.flatMap((record) => {
    const replay = replayed(record, draft.value);
    return replay ? [{ record, ...replay }] : [];
  });
  const different = again
    .filter(({ differs }) => differs)
    .map(({ record: { id, from, began }, then, now }) => ({
      call: id,
      from: partyOf(from),
      began,
      then: answered(then),
      now: answered(now),
    }));
  return ok({ looked: again.length, different });
}

const answered = ({ plan, because, cause }: Decision): DecideAnswer => ({ plan, because, cause });

const partyOf = ({ number, name, hidden }: CallRecord["from"]) => ({
  ...(number !== undefined && !hidden && { number }),
  ...(name !== undefined && !hidden && { name }),
});
