/* A gateway's own way to read what a call agent writes: it shares no code with server/mgcp. */

export interface Heard {
  readonly first: string;
  readonly lines: ReadonlyMap<string, string>;
  /** What stands behind the empty line. */
  readonly rest: string;
}

/** The messages of a datagram. */
export const messagesIn = (data: Uint8Array): readonly Heard[] =>
  new TextDecoder()
    .decode(data)
    .split(/\r\n\.\r\n/)
    .map(messageIn);

function messageIn(text: string): Heard {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n").filter((line) => line !== "");
  const named = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toUpperCase(), line.slice(colon + 1).trim()];
  });
  return { first, lines: new Map(named), rest: rest.join("\r\n\r\n") };
}

/** Cut at the commas that are in no parentheses and no quotes. */
export function cut(text: string): readonly string[] {
  const parts: string[] = [];
  let part = "";
  for (const piece of text.split(",")) {
    part = part === "" ? piece : `${part},${piece}`;
    if (!isWhole(part)) continue;
    parts.push(part.trim());
    part = "";
  }
  return parts.filter((one) => one !== "");
}

/** Every quote and parenthesis in it is closed. */
function isWhole(text: string): boolean {
  const plain = text.replaceAll(/"[^"]*"/g, "");
  return !plain.includes('"') && plain.split("(").length === plain.split(")").length;
}

/** `L/hd(N,E(…))` → name and what is in its parentheses. */
export function opened(item: string): { readonly name: string; readonly inside: string } {
  const at = item.indexOf("(");
  return at < 0
    ? { name: item, inside: "" }
    : { name: item.slice(0, at), inside: item.slice(at + 1, item.lastIndexOf(")")) };
}

/** What a request says: events with their actions, a digit map, signals. */
export interface Orders {
  readonly events: ReadonlyMap<string, readonly string[]>;
  readonly map: readonly string[];
  readonly signals: readonly string[];
}

export const ordersIn = (r: string, d: string, s: string): Orders => ({
  events: new Map(
    cut(r).map((item) => {
      const { name, inside } = opened(item);
      return [name.toLowerCase(), cut(inside)];
    }),
  ),
  map: d
    .replaceAll(/[()\s]/g, "")
    .split("|")
    .filter((one) => one !== ""),
  signals: cut(s),
});

/** The orders in an embedded request: the inside of E(…). */
export function embeddedIn(text: string): Orders {
  const parts = new Map(
    cut(text).map((item) => [opened(item).name.toUpperCase(), opened(item).inside]),
  );
  return ordersIn(parts.get("R") ?? "", parts.get("D") ?? "", parts.get("S") ?? "");
}

/* Digit maps. */

type Fit = "whole" | "begun" | "none";

/** How these keys fit the map: a whole alternative, the beginning of one, or none. */
export function fit(keys: string, map: readonly string[]): Fit {
  const fits = map.map((one) => fitOne(keys, one.match(/(\[[^\]]*\]|.)\.?/g) ?? []));
  if (fits.includes("whole")) return "whole";
  return fits.includes("begun") ? "begun" : "none";
}

function fitOne(keys: string, [first, ...others]: readonly string[]): Fit {
  if (first === undefined) return keys === "" ? "whole" : "none";
  if (first.length > 1 && first.endsWith(".")) {
    const taken = isKey(keys[0], first.slice(0, -1));
    const more = taken ? fitOne(keys.slice(1), [first, ...others]) : "none";
    return better(fitOne(keys, others), more);
  }
  if (keys === "") return "begun";
  return isKey(keys[0], first) ? fitOne(keys.slice(1), others) : "none";
}

const ranks: readonly Fit[] = ["none", "begun", "whole"];
const better = (a: Fit, b: Fit): Fit => (ranks.indexOf(a) > ranks.indexOf(b) ? a : b);

function isKey(key: string | undefined, pattern: string): boolean {
  if (key === undefined) return false;
  if (pattern.toLowerCase() === "x") return /[0-9]/.test(key);
  return pattern.startsWith("[") ? new RegExp(`^${pattern}$`).test(key) : pattern === key;
}
