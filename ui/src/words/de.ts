/** Every sentence of the pages, in German: the keys of `en.ts`. */
import { far } from "./de/far.ts";
import { near } from "./de/near.ts";
import type { Messages } from "./say.ts";

export const de: Messages = { ...near, ...far };
