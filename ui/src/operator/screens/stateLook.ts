import type { PassedCall, Trunk, User } from "../api.ts";

/** The colour of a state; its word is always beside it. */
export const stateLook: Readonly<Record<User["state"], string>> = {
  there: "pine",
  away: "",
  invited: "sky",
  suspended: "clay",
};

export const trunkLook: Readonly<Record<Trunk["state"], string>> = {
  registered: "pine",
  static: "",
  trying: "amber",
  failed: "clay",
};

export function callLook({ state, outcome }: PassedCall): string {
  if (state !== "over") return state === "up" ? "pine" : "amber";
  return outcome === "answered" ? "pine" : outcome === "refused" ? "clay" : "";
}
