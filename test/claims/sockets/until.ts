import { setTimeout } from "node:timers/promises";
import { untilThere } from "../../phones/patience.ts";

/** As soon as it is so; looks about as often as people do who hurry. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
  await untilThere(what, async () => {
    if (await isSo()) return true;
    await setTimeout(20);
    return undefined;
  });
}
