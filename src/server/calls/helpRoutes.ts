/** Through which accounts a call for help goes, and how each of them wants it. No limit of the owner's is asked. */
import { routeOf } from "#server/calls/accountRoute.ts";
import type { Outside } from "#server/calls/outside.ts";
import type { Route } from "#telephony/call/legTarget.ts";
import { type CallOut, ownNumber, routing } from "#telephony/directing/routing.ts";
import { helpUrn } from "#telephony/number/emergency.ts";
import { numbering } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import type { Account } from "#telephony/settings/telephones.ts";

/** The best account first, then every other; those that seem not to be there last, and then what says less. */
export function waysForHelp(text: string, call: CallOut, outside: Outside): readonly Route[] {
  const { settings } = outside;
  const ways = helpOrder(call, settings).flatMap((id) => outside.way(id) ?? []);
  const best = [...ways.filter((way) => way.usable), ...ways.filter((way) => !way.usable)];
  const told = best.map(({ account }) => helpRoute(account, text, settings));
  const plain = best
    .filter(({ account }) => tellsMore(account))
    .map(({ account }): Route => ({ ...plainRoute(account, text, settings), plain: true }));
  return [...told, ...plain];
}

/** More than a number that is called: it might not be understood. */
const tellsMore = ({ emergency }: Account): boolean =>
  emergency.callAs === "urn" || emergency.location || emergency.reference !== undefined;

function helpRoute(account: Account, text: string, settings: Settings): Route {
  const route = plainRoute(account, text, settings);
  if (account.emergency.callAs === "dialled") return route;
  return { ...route, address: helpUrn(text, numbering(settings).country) };
}

/** As the number at which those who help reach the house again. */
function plainRoute(account: Account, text: string, settings: Settings): Route {
  const shows = ownNumber(account.emergency.shows ?? settings.emergency.shows, settings);
  return routeOf(account, text, { settings, shows });
}

function helpOrder(call: CallOut, settings: Settings): readonly string[] {
  const enabled = settings.accounts.filter((one) => one.enabled).map(({ id }) => id);
  return [...new Set([...routing(call, settings).through, ...enabled])];
}

/** Through which accounts a call for help would leave now, the best first. */
export const accountsForHelp = (outside: Outside): readonly string[] =>
  helpOrder({ to: "", at: outside.now }, outside.settings).filter((id) => outside.way(id)?.usable);
