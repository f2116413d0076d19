/** A house that has been telephoned with for years: ten thousand calls, two thousand people. */
import type { CallView, Page } from "#server/control.ts";
import { houseSettings } from "./fakeHouse.ts";

const [calls, people] = [10_000, 2000];
const names = ["Ada", "Bertha", "Chidi", "Dagny", "Emre", "Farah", "Gustav", "Hana", "Ivo", "Jun"];

export const busySettings = {
  ...houseSettings,
  people: Array.from({ length: people }, (_, i) => ({
    id: `p${i}`,
    name: `${names[i % names.length]} ${String(i).padStart(4, "0")}`,
    numbers: [`+1613556${String(i).padStart(4, "0")}`],
    groups: i % 7 === 0 ? ["family"] : [],
  })),
};

/** Those of a house again and again, one each 20 minutes. */
export const manyOf = (some: readonly CallView[], now: number): readonly CallView[] =>
  Array.from({ length: calls }, (_, i) => {
    const call = some[i % some.length] as CallView;
    return { ...call, id: `many${i}`, began: now - i * 1_200_000 };
  });

/** In pages, as the server gives them. */
export const pagesOf =
  (all: readonly CallView[]) =>
  (cursor: string | undefined, limit: number): Page<CallView> => {
    const from = Number(cursor ?? 0);
    const more = from + limit < all.length;
    return { items: all.slice(from, from + limit), ...(more && { next: String(from + limit) }) };
  };
