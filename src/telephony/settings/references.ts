/**
 * Names in one part of the document that stand for another part. It reads plain JSON, so that a
 * mistake in one place does not hide a dangling name in another.
 */
import { builtInGroups } from "./condition.ts";
import { type Path, type SettingsProblem, wrong } from "./problems.ts";

export type Json = Readonly<Record<string, unknown>>;
export const isObject = (json: unknown): json is Json =>
  typeof json === "object" && json !== null && !Array.isArray(json);
export const itemsOf = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : []);

type Kind = "device" | "account" | "person" | "group" | "time" | "number" | "room";
/** Where each kind is declared. */
const declared: Readonly<Record<Exclude<Kind, "room">, string>> = {
  device: "devices",
  account: "accounts",
  person: "people",
  group: "groups",
  time: "times",
  number: "numbers",
};
/** A string under one of these keys, or in a list under it, is a name of that kind. */
const named: ReadonlyMap<string, Kind> = new Map([
  ["device", "device"],
  ["account", "account"],
  ["via", "account"],
  ["route", "account"],
  ["through", "account"],
  ["shows", "number"],
  ["person", "person"],
  ["notify", "person"],
  ["in", "group"],
  ["groups", "group"],
  ["time", "time"],
]);

type Known = Readonly<Record<Kind, ReadonlySet<string>>>;

/** Every name that stands for nothing, and every id given twice. */
export function dangling(document: Json): readonly SettingsProblem[] {
  const known = knownNames(document);
  const problems: SettingsProblem[] = [];
  const look = (json: unknown, path: Path): void => {
    if (Array.isArray(json)) json.forEach((item, i) => void look(item, [...path, i]));
    else if (isObject(json)) {
      problems.push(...namesIn(json, path, known));
      for (const [key, value] of Object.entries(json)) look(value, [...path, key]);
    }
  };
  look(document, []);
  return [
    ...problems,
    ...[...Object.values(declared), "addressBooks", "rules"].flatMap((section) =>
      twice(document[section], [section]),
    ),
  ];
}

function namesIn(json: Json, path: Path, known: Known): readonly SettingsProblem[] {
  return Object.entries(json).flatMap(([key, value]) => {
    const kind = kindOf(json, key);
    if (!kind) return [];
    if (typeof value === "string") return missing(kind, value, [...path, key], known);
    return itemsOf(value).flatMap((name, i) =>
      typeof name === "string" ? missing(kind, name, [...path, key, i], known) : [],
    );
  });
}

/** The same document, in which every name of that kind is another; lists name each once. */
export function renamed<Document>(
  document: Document,
  kind: Kind,
  to: (name: string) => string,
): Document {
  const look = (json: unknown): unknown => {
    if (Array.isArray(json)) return json.map(look);
    if (!isObject(json)) return json;
    return Object.fromEntries(
      Object.entries(json).map(([key, value]) => {
        if (kindOf(json, key) !== kind) return [key, look(value)];
        if (typeof value === "string") return [key, to(value)];
        return [key, Array.isArray(value) ? [...new Set(value.map(String).map(to))] : value];
      }),
    );
  };
  return look(document) as Document;
}

/**
 * `number` is a telephone number, but in `is: called` it is one of the owner's by id; `room` is where
 * a telephone stands, but in `do: room` one of the conference.
 */
function kindOf(json: Json, key: string): Kind | undefined {
  if (key === "number" && json["is"] === "called") return "number";
  return key === "room" && json["do"] === "room" ? "room" : named.get(key);
}

const missing = (kind: Kind, name: string, path: Path, known: Known): readonly SettingsProblem[] =>
  known[kind].has(name)
    ? []
    : [
        wrong(
          path,
          `settings.unknown.${kind}`,
          `there is no ${kind} ${JSON.stringify(name.slice(0, 64))}`,
        ),
      ];

function knownNames(document: Json): Known {
  const ids = (kind: keyof typeof declared): ReadonlySet<string> =>
    new Set(idsIn(document[declared[kind]]));
  return {
    device: ids("device"),
    account: ids("account"),
    person: ids("person"),
    group: new Set([...builtInGroups, ...ids("group")]),
    time: ids("time"),
    number: ids("number"),
    room: new Set(idsIn(roomsOf(document))),
  };
}

/** There is one where the document says nothing of them. */
const roomsOf = ({ conference }: Json): unknown =>
  (isObject(conference) ? conference["rooms"] : undefined) ?? [{ id: "conference" }];

const idsIn = (items: unknown): readonly string[] =>
  itemsOf(items).map((item) =>
    isObject(item) && typeof item["id"] === "string" ? item["id"] : "",
  );

/** Items that have the id of an earlier one. */
export function twice(items: unknown, path: Path): readonly SettingsProblem[] {
  const ids = idsIn(items);
  return ids.flatMap((id, i) =>
    id !== "" && ids.indexOf(id) < i
      ? [
          wrong(
            [...path, i, "id"],
            "settings.duplicateId",
            `${JSON.stringify(id)} is taken by an earlier one`,
          ),
        ]
      : [],
  );
}
