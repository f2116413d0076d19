import { attendantName } from "#exchange/attendant/attendantUser.ts";
import type { Attendant, ExchangeSettings } from "#exchange/settings/settings.ts";
import { momentOf } from "#kit/calendar.ts";
import type { WallTime } from "#kit/time.ts";
import { type Member, type MemberDirectory, mostMembers } from "#telephony/membership/directory.ts";
import type { Policy } from "#telephony/policy/policy.ts";

/** exchange/members: what members are told of each other. This file: what stands in the directory, without its dates. */
export type Listing = Pick<MemberDirectory, "domains" | "mode" | "members">;

/**
 * Who is suspended is left out. Where a member's server is, its owner's own signed policy says, and
 * it is told to nobody while members call each other through the exchange alone.
 */
export function listing(
  { domains, membersCall, users, attendant }: ExchangeSettings,
  policyOf: (user: string) => Policy | undefined,
  now: WallTime,
): Listing {
  const own = attendant && attendantListed(attendant);
  const members = users
    .filter(({ suspended }) => suspended === undefined)
    .slice(0, mostMembers - (own ? 1 : 0))
    .map(({ name, extension, numbers }): Member => {
      const policy = membersCall === "peer" ? policyOf(name) : undefined;
      const isOver = policy === undefined || (momentOf(policy.expires) ?? 0) <= now;
      return {
        name,
        numbers,
        ...(extension !== undefined && { extension }),
        ...(!isOver && policy.peer && { peer: policy.peer }),
      };
    });
  return { domains, mode: membersCall, members: own ? [own, ...members] : members };
}

/** It has no server that could be called straight. */
const attendantListed = ({ number, extension }: Attendant): Member => ({
  name: attendantName,
  numbers: number === undefined ? [] : [number],
  ...(extension !== undefined && { extension }),
});
