import { withKeptSecrets, withoutSecrets } from "#telephony/settings/secrets.ts";

/**
 * As in a house's settings, secrets go in and never come out: what proves a user, the login of a
 * trunk, and the key of an invitation read as `{"set": true}`, and so sent back are kept.
 */
type Json = Readonly<Record<string, unknown>>;

const hidden = ["login", "invited"] as const;
const mark = { set: true } as const;

const isObject = (json: unknown): json is Json =>
  typeof json === "object" && json !== null && !Array.isArray(json);
const isMark = (json: unknown): boolean =>
  isObject(json) && json["set"] === true && Object.keys(json).length === 1;

const usersOf = (document: unknown): readonly unknown[] => {
  const users = isObject(document) ? document["users"] : undefined;
  return Array.isArray(users) ? users : [];
};

/** The exchange's document without its secrets. */
export function shownExchange(document: unknown): Json {
  const shown = withoutSecrets(document);
  const users = usersOf(shown).map((user) => {
    if (!isObject(user)) return user;
    const marks = hidden.filter((key) => user[key] !== undefined).map((key) => [key, mark]);
    return { ...user, ...Object.fromEntries(marks) };
  });
  return { ...(isObject(shown) ? shown : {}), ...(users.length > 0 && { users }) };
}

/** What was sent, with each mark replaced by what stood there: of the user of that name, the trunk of that id. */
export function keptExchange(sent: unknown, before: unknown): unknown {
  const kept = withKeptSecrets(sent, before);
  if (!isObject(kept) || !Array.isArray(kept["users"])) return kept;
  const known = new Map(
    usersOf(before).map((user) => [isObject(user) ? user["name"] : undefined, user]),
  );
  const users = kept["users"].map((user: unknown) => {
    if (!isObject(user)) return user;
    const old = known.get(user["name"]);
    const back = hidden.flatMap((key) => {
      const was = isObject(old) ? old[key] : undefined;
      return isMark(user[key]) && was !== undefined ? [[key, was]] : [];
    });
    return { ...user, ...Object.fromEntries(back) };
  });
  return { ...kept, users };
}
