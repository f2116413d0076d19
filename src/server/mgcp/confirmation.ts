/** `K: 6234-6255,6257`: which answers a side has received (RFC 3435 §3.2.2.18, §3.5.2). */
import { type Command, type Message, mostId, type Parameter, parameterOf } from "./message.ts";

const most = 50;

/** Whether this command confirms that answer; what cannot be read confirms nothing. */
export function confirmed(command: Command): (id: number) => boolean {
  const value = parameterOf(command, "K") ?? "";
  const ranges = value.split(",", most).flatMap((text) => {
    const [, first, last = first] = /^\s*([0-9]{1,9})(?:\s*-\s*([0-9]{1,9}))?\s*$/.exec(text) ?? [];
    return first === undefined ? [] : [[Number(first), Number(last)] as const];
  });
  return (id) => ranges.some(([first, last]) => first <= id && id <= last);
}

export const hasConfirmation = (message: Message): boolean =>
  parameterOf(message, "K") !== undefined;

/** The parameter that says so, none for none; neighbours are drawn together. */
export function confirming(ids: readonly number[]): readonly Parameter[] {
  const ranges: { first: number; last: number }[] = [];
  for (const id of [...ids].filter((one) => one <= mostId).sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open && id <= open.last + 1) open.last = id;
    else ranges.push({ first: id, last: id });
  }
  const words = ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}-${last}`));
  return words.length === 0 ? [] : [{ name: "K", value: words.join(", ") }];
}
