/** Which of the past calls somebody wants to see: how they went, with whom, and when. */
import type { CallFilter, CallView } from "#server/control/callViews.ts";
import type { Page } from "#server/control/messageView.ts";
import { isIn, personOf } from "#telephony/directing/directory.ts";
import { sameNumber } from "#telephony/number/phoneNumber.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** Who the other party is to the owner as of now, not as of then. */
export function fitsFilter(call: CallView, filter: CallFilter, settings: Settings): boolean {
  const { direction, outcome, who, until } = filter;
  if (direction !== undefined && call.direction !== direction) return false;
  if (outcome !== undefined && (call.outcome !== outcome || call.test)) return false; // a test counts as none
  if (until !== undefined && call.began >= until) return false;
  if (filter.since !== undefined && call.began < filter.since) return false;
  return who === undefined || isWith(call, who, settings);
}

/** `person:margaret`: somebody of the settings, by whichever of their numbers. */
const personPrefix = "person:";
/** One number or several: somebody's who is not in the settings. */
const isNumbers = (who: string): boolean => /^\+?[0-9*#]+(,\+?[0-9*#]+)*$/.test(who);

function isWith(call: CallView, who: string, settings: Settings): boolean {
  const other = call.direction === "in" ? call.from.number : call.to;
  if (isNumbers(who)) {
    const home = numbering(settings);
    return other !== undefined && who.split(",").some((one) => sameNumber(other, one, home));
  }
  const party = {
    ...(other !== undefined && { number: other }),
    private: other === undefined,
  };
  return who.startsWith(personPrefix)
    ? personOf(party, settings)?.id === who.slice(personPrefix.length)
    : isIn(who, party, settings);
}

/** Calls that one search may look at, and at a time. */
const [mostLooked, lookedAtOnce] = [1000, 50];

interface Search extends CallFilter {
  readonly cursor: string | undefined;
  readonly limit: number;
}

/**
 * A page of those that fit; older than `since` nothing is looked at. After so many that do not, it is shorter than it was wished, and its
 * cursor goes on from there.
 */
export function searched(
  pageOf: (cursor: string | undefined, limit: number) => Page<CallView>,
  { cursor, limit, ...filter }: Search,
  settings: Settings,
): Page<CallView> {
  const isAll = Object.values(filter).every((one) => one === undefined);
  if (isAll) return pageOf(cursor, limit);
  const { since = 0 } = filter;
  const items: CallView[] = [];
  let next = cursor;
  for (let looked = 0; looked < mostLooked; ) {
    const most = Math.min(lookedAtOnce, limit - items.length, mostLooked - looked); // or the cursor is lost
    const page = pageOf(next, most);
    looked += most;
    items.push(...page.items.filter((call) => fitsFilter(call, filter, settings)));
    next = page.next;
    if (next === undefined || page.items.some(({ began }) => began < since)) return { items };
    if (items.length >= limit) break;
  }
  return { items, ...(next !== undefined && { next }) };
}
