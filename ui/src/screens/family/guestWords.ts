import type { Names } from "../../words/names.ts";
import type { Words } from "../../words/say.ts";

/** For how long a guest may have a mode. */
export const hours = [1, 2, 4, 8, 24] as const;

interface Act {
  readonly mode: string;
  readonly minutes?: number | undefined;
}

/** What a link does, in a sentence. */
export const actSaid = ({ say }: Words, names: Pick<Names, "mode">, { mode, minutes }: Act) =>
  minutes === undefined
    ? say("family.guest.does", { mode: names.mode(mode) })
    : say("family.guest.doesFor", { mode: names.mode(mode), n: Math.round(minutes / 60) });
