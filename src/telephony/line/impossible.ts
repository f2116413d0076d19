/**
 * What a telephone cannot do where it is, such as a key with the handset on its hook: a contact that
 * rattles, a page that is out of step, or somebody who tries. The line stays as it is; who hears of it
 * counts it. A lift without ringing is none of these: people lift to dial.
 */
import type { LineSense, LineState } from "./line.ts";

export type Impossible =
  | "digit while on hook"
  | "flash while on hook"
  | "on hook twice"
  | "off hook twice";

export function impossible({ name }: LineState, { on }: LineSense): Impossible | undefined {
  const isOnHook = name === "idle" || name === "ringing";
  switch (on) {
    case "digit":
      return isOnHook ? "digit while on hook" : undefined;
    case "flash":
      return isOnHook ? "flash while on hook" : undefined;
    case "onHook":
      return isOnHook ? "on hook twice" : undefined;
    case "modem":
      return undefined;
    case "offHook":
      return isOnHook ? undefined : "off hook twice";
  }
}
