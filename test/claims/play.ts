import type { Claim } from "./claim.ts";
import { ClaimHouse } from "./claimHouse.ts";

/** A claim's whole call: what is told of it. Rejects where the server does not do what it claims. */
export async function play({ settings, began, play: plays }: Claim): Promise<string> {
  const house = await ClaimHouse.open(settings, began);
  await plays(house);
  const told = house.told();
  await house.ends();
  return told;
}
