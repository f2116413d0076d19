import type { House } from "../phones/house.ts";
import { untilThere } from "../phones/patience.ts";

/** A process of a supervised house, by what its supervisor says of it. */
export type Part = "serves" | "carries the sound";

const processes = ({ printed }: House, part: Part): readonly number[] =>
  [...printed.matchAll(new RegExp(`process (\\d+) ${part}`, "g"))].map(([, id]) => Number(id));

const greetings = ({ printed }: House): number => printed.split("Ringwise is at http").length;

/** `kill -9` of those, at once; resolves when there are others. */
export async function loses(house: House, parts: readonly Part[]): Promise<void> {
  const begun = parts.map((part) => processes(house, part).length);
  const greeted = greetings(house) + (parts.includes("serves") ? 1 : 0);
  for (const part of parts) process.kill(processes(house, part).at(-1) ?? Number.NaN, "SIGKILL");
  await untilThere(`others than those that were killed: ${parts.join(", ")}`, async () => {
    await new Promise(setImmediate);
    const areBegun = parts.every((part, i) => processes(house, part).length > (begun[i] ?? 0));
    return areBegun && greetings(house) >= greeted ? true : undefined;
  });
}
