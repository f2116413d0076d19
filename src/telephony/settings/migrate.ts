/** Older documents become today's, one version at a time. A step never loses what an owner wrote. */
import { failWith, ok, type Result } from "#kit/result.ts";
import { type SettingsProblem, wrong } from "./problems.ts";
import { isObject, type Json } from "./references.ts";
import { settingsVersion } from "./settings.ts";

/** From that version to the next. */
export type Migration = (document: Json) => Json;

/** Key 1 leads from version 1 to 2. None yet: version 1 is the first. */
const migrations: Readonly<Record<number, Migration>> = {};

/** A document without a version is of the first that had one. */
export function migrate(
  document: unknown,
  steps: Readonly<Record<number, Migration>> = migrations,
  newest: number = settingsVersion,
): Result<Json, readonly SettingsProblem[]> {
  if (!isObject(document))
    return refuse("", "settings.wrongType", "the document must be an object");
  const version = document["version"] ?? 1;
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    return refuse("version", "settings.wrongType", "must be a whole number from 1");
  if (version > newest)
    return refuse("version", "settings.tooNew", `this program knows versions up to ${newest}`);
  let moved: Json = document;
  for (let from = version; from < newest; from += 1)
    moved = { ...steps[from]?.(moved), version: from + 1 };
  return ok({ ...moved, version: newest });
}

const refuse = (key: string, code: string, detail: string) =>
  failWith([wrong(key === "" ? [] : [key], code, detail)]);
