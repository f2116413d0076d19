/** Every sentence of the pages, in English. The other languages have the same keys. */
import { far } from "./en/far.ts";
import { near } from "./en/near.ts";

export const en = { ...near, ...far };

export type MessageId = keyof typeof en;
