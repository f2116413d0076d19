/** What a key means in the grid of the week. */
import { type Edge, shortest } from "./blocks.ts";
import type { Arrow } from "./board.ts";

export type KeyAct =
  | { readonly do: "go"; readonly arrow: Arrow }
  | { readonly do: "move"; readonly edge: Edge; readonly by: number }
  | { readonly do: "edit" | "erase" };

export interface Key {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

const plain: Readonly<Record<string, KeyAct>> = {
  ArrowLeft: { do: "go", arrow: "ArrowLeft" },
  ArrowRight: { do: "go", arrow: "ArrowRight" },
  ArrowUp: { do: "go", arrow: "ArrowUp" },
  ArrowDown: { do: "go", arrow: "ArrowDown" },
  Home: { do: "go", arrow: "Home" },
  End: { do: "go", arrow: "End" },
  Enter: { do: "edit" },
  " ": { do: "edit" },
  Delete: { do: "erase" },
  Backspace: { do: "erase" },
};
const otherWay: Readonly<Record<string, string>> = {
  ArrowLeft: "ArrowRight",
  ArrowRight: "ArrowLeft",
};

/** With Shift an arrow moves the end of a block, with Alt too its beginning. Undefined: nothing of ours. */
export function actOf(event: Key, isRightToLeft: boolean): KeyAct | undefined {
  if (event.ctrlKey || event.metaKey) return undefined;
  const key = (isRightToLeft && otherWay[event.key]) || event.key;
  if (!event.shiftKey) return event.altKey ? undefined : plain[key];
  if (otherWay[key] === undefined) return undefined;
  const edge = event.altKey ? "start" : "end";
  return { do: "move", edge, by: key === "ArrowRight" ? shortest : -shortest };
}
