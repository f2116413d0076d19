import { FamilyHouse } from "./familyHouse.ts";
import type { FamilyRow } from "./familyRow.ts";

/** A row's whole calls: their ladder. Rejects where the exchange or a member does not do what is claimed. */
export async function playFamily({ exchange, shows, play }: FamilyRow): Promise<string> {
  const house = await FamilyHouse.open(exchange?.(), shows);
  await play(house);
  const told = house.ladder();
  await house.ends();
  return told;
}
