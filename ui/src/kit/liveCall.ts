import { useQuery } from "@tanstack/react-query";
import type { Call } from "../api/client.ts";
import { statusQuery } from "../api/queries.ts";
import { useHandset, usePage } from "./page.tsx";

const taking = ["answered", "talking", "ringing", "early", "confirming"];

/** Who rings for this call or talks in it, as its legs name them. */
export const takingPart = ({ legs }: Call): readonly string[] =>
  legs.filter(({ state }) => taking.includes(state)).map(({ target }) => target);

/** The call that this browser's telephone is in, or is being rung for. */
export function useOwnCall(): Call | undefined {
  const { device = "" } = useHandset();
  const live = useQuery(statusQuery(usePage().api)).data?.live ?? [];
  return live.find(
    (call) =>
      takingPart(call).includes(device) || (call.direction === "out" && call.via === device),
  );
}
