/** What a key means in a tree (WAI-ARIA's tree view pattern). */
export type TreeMove = "next" | "previous" | "first" | "last" | "in" | "out" | "press" | "turn";

const moves: Readonly<Record<string, TreeMove>> = {
  ArrowDown: "next",
  ArrowUp: "previous",
  Home: "first",
  End: "last",
  ArrowRight: "in",
  ArrowLeft: "out",
  Enter: "press",
  " ": "turn",
};
const otherWay: Readonly<Partial<Record<TreeMove, TreeMove>>> = { in: "out", out: "in" };

/** Undefined: nothing of a tree's. Right leads in where writing runs to the right. */
export function treeMove(key: string, isRightToLeft: boolean): TreeMove | undefined {
  const move = moves[key];
  return (isRightToLeft && move && otherWay[move]) || move;
}

/** Of what the tree shows, by name: the next after that one that begins so. */
export function nextNamed(names: readonly string[], after: number, letter: string): number {
  const begins = (name: string | undefined): boolean =>
    name?.toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()) ?? false;
  const order = names.map((_, i) => (after + 1 + i) % names.length);
  return order.find((i) => begins(names[i])) ?? -1;
}
