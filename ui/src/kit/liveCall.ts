import { useQuery } from "@tanstack/react-query";
import { slotCode } from "#telephony/services/slotCode.ts";
import type { Call } from "../api/client.ts";
import { statusQuery } from "../api/queries.ts";
import { useHandset, usePage, useSettings } from "./page.tsx";

const taking = ["answered", "talking", "ringing", "early", "confirming"];

/** Who rings for this call or talks in it, as its legs name them. */
export const takingPart = ({ legs }: Call): readonly string[] =>
  legs.filter(({ state }) => taking.includes(state)).map(({ target }) => target);

/** What any telephone of the house dials to take it; undefined: it is not parked, or has no place of its own. */
export function useParkedCode({ slot }: Call): string | undefined {
  const profile = useSettings()?.services?.starCodes ?? "nanp";
  return slot === undefined ? undefined : slotCode(slot, profile);
}

/** The call that this browser's telephone is in, or is being rung for. */
export const useOwnCall = (): Call | undefined => useOwnCalls()[0];

function useOwnCalls(): readonly Call[] {
  const { device = "" } = useHandset();
  const live = useQuery(statusQuery(usePage().api)).data?.live ?? [];
  return live.filter(
    (call) =>
      takingPart(call).includes(device) || (call.direction === "out" && call.via === device),
  );
}

/** Since when this telephone talks with whom it hears; undefined: it does not, or nobody knows yet. */
export function useTalkingSince(): number | undefined {
  const { hook, party, resumed, talkingSince } = useHandset();
  const calls = useOwnCalls().filter(({ answered }) => answered !== undefined);
  if (hook === "on" || talkingSince === undefined) return undefined;
  if (!resumed) return talkingSince;
  const theirs = calls.find(({ direction, from, to }) =>
    direction === "in" ? from.number === party?.number : to === party?.number,
  );
  return (theirs ?? calls[0])?.answered;
}
