/**
 * Secrets go in and never come out: a reader sees `{"set": true}` where one is, and a writer who
 * sends that back keeps it. Which keys hold secrets is known by their names.
 */
import { isObject } from "./references.ts";

const secretKeys: ReadonlySet<string> = new Set(["secret", "pin"]);
/** More than validation lets through. */
const deepest = 64;
const mark = { set: true } as const;

const isMark = (json: unknown): boolean =>
  isObject(json) && json["set"] === true && Object.keys(json).length === 1;

/** The document with every secret replaced by its mark. */
export function withoutSecrets(json: unknown): unknown {
  if (Array.isArray(json)) return json.map((item) => withoutSecrets(item));
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [
      key,
      secretKeys.has(key) && typeof value === "string" ? mark : withoutSecrets(value),
    ]),
  );
}

/**
 * What was sent, with each mark replaced by the secret that stood there: in lists, the one of the
 * item with the same id. A mark where there was none stays, and validation will not have it.
 */
export function withKeptSecrets(sent: unknown, before: unknown, depth = 0): unknown {
  if (depth > deepest) return sent; // no document of ours; validation will say so
  if (Array.isArray(sent))
    return sent.map((item, i) => withKeptSecrets(item, sameItem(item, i, before), depth + 1));
  if (!isObject(sent)) return sent;
  const old = isObject(before) ? before : {};
  return Object.fromEntries(
    Object.entries(sent).map(([key, value]) => [
      key,
      secretKeys.has(key) && isMark(value) && typeof old[key] === "string"
        ? old[key]
        : withKeptSecrets(value, old[key], depth + 1),
    ]),
  );
}

function sameItem(item: unknown, at: number, before: unknown): unknown {
  if (!Array.isArray(before)) return undefined;
  if (!isObject(item) || item["id"] === undefined) return before[at];
  return before.find((old) => isObject(old) && old["id"] === item["id"]);
}
