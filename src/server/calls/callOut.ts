/** A call from one of the owner's own telephones: who it is from, and what a telephone shows of it. */
import type { WallTime } from "#kit/time.ts";
import { helpNotice } from "#server/emergency/helpNotices.ts";
import type { Placed } from "#server/telephone.ts";
import { wakeUp } from "#server/wakeUps.ts";
import type { CallAbout } from "#telephony/call/call.ts";
import type { CallId, Party } from "#telephony/call/leg.ts";
import { meaningOf } from "#telephony/number/dialPlan.ts";
import { dialPlan } from "#telephony/settings/home.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** What a telephone shows that is rung for one of them. */
const ownParties: Readonly<Record<string, Party>> = {
  echo: { name: "Echo" },
  [wakeUp]: { name: "Wake-up call" },
  [helpNotice]: { name: "Call for help" },
};

/** On the display of a telephone that is rung to call that. */
export const shownFor = (to: string): Party => ownParties[to] ?? { number: to };

export const aboutOut = (
  id: CallId,
  { device, dialled, emergency, hidden, repeat, party, through }: Placed,
  settings: Settings,
  began: WallTime,
): CallAbout => ({
  id,
  direction: "out",
  from: callerOut({ device, dialled, ...(party && { party }) }, settings, hidden),
  to: dialled,
  via: device,
  began,
  ...((emergency || isForHelp(dialled, settings)) && { emergency: true as const }),
  ...(repeat && { repeat }),
  ...(through !== undefined && { through }),
});

/** A party at that account has ours put through: from the owner, from no telephone of the house. */
export const aboutReferred = (
  id: CallId,
  to: { readonly dialled: string; readonly through?: string; readonly account: string },
  settings: Settings,
  began: WallTime,
): CallAbout => ({
  ...aboutTold(id, to.dialled, settings, began),
  referred: to.account,
  ...(to.through !== undefined && { through: to.through }),
});

/** The house itself tells somebody something: from the owner, from no telephone of the house. */
export const aboutTold = (
  id: CallId,
  to: string,
  settings: Settings,
  began: WallTime,
): CallAbout => {
  const number = settings.numbers.find((one) => one.number !== undefined)?.number;
  return {
    id,
    direction: "out",
    from: {
      ...(number !== undefined && { number }),
      ...(settings.owner.name !== "" && { name: settings.owner.name }),
    },
    to,
    began,
  };
};

/** However it was asked for: by keys, by a telephone's address book, on the page. */
export const isForHelp = (dialled: string, settings: Settings): boolean =>
  meaningOf(dialled, dialPlan(settings)).is === "emergency";

/** Outside we are the owner with the first number; within the house, the telephone. */
function callerOut({ device, dialled, party }: Placed, settings: Settings, wish?: true): Party {
  const { owner, numbers, devices } = settings;
  const own = devices.find(({ id }) => id === device)?.name ?? device;
  const meaning = meaningOf(dialled, dialPlan(settings));
  if (meaning.is === "telephone") return party ?? { name: own };
  const said = meaning.is === "number" ? meaning.hidden : undefined;
  const hidden = said ?? (wish || settings.services.hideNumber);
  const number = numbers.find((one) => one.number !== undefined)?.number;
  return {
    ...(number !== undefined && { number }),
    ...(owner.name !== "" && { name: owner.name }),
    ...(hidden && { hidden }),
  };
}
