/** What is wrong with a document, each with the place where it is wrong. */
import type { z } from "zod";
import type { Problem } from "#kit/problem.ts";

export interface SettingsProblem extends Problem {
  /** JSON pointer into the document (RFC 6901): `/rules/2/then/0/targets/1/device`. */
  readonly path: string;
}

export type Path = readonly PropertyKey[];

export const pointer = (path: Path): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

export const wrong = (path: Path, code: string, detail: string): SettingsProblem => ({
  path: pointer(path),
  code,
  detail,
});

type Issue = z.core.$ZodIssue;

/** A schema's complaint in our words; some complaints hold several. */
export function fromIssue(issue: Issue, above: Path = []): readonly SettingsProblem[] {
  const path = [...above, ...issue.path];
  switch (issue.code) {
    case "unrecognized_keys":
      return issue.keys.map((key) =>
        wrong([...path, key], "settings.unknownKey", "there is no such key here"),
      );
    case "invalid_type":
      return [typeTrouble(issue, path)];
    case "invalid_value":
      return [wrong(path, "settings.notOneOf", `must be ${oneOf(issue.values)}`)];
    case "invalid_union":
      return unionTrouble(issue, path);
    case "too_small":
    case "too_big":
      return [wrong(path, "settings.outOfRange", issue.message)];
    case "invalid_format":
      return [wrong(path, "settings.malformed", "is not written as it must be")];
    case "custom":
      return [wrong(path, "settings.contradiction", issue.message)];
    default:
      return [wrong(path, "settings.malformed", issue.message)];
  }
}

function typeTrouble(issue: z.core.$ZodIssueInvalidType, path: Path): SettingsProblem {
  const missing = issue.message.endsWith("received undefined");
  return missing
    ? wrong(path, "settings.missing", `is missing; it must be ${issue.expected}`)
    : wrong(path, "settings.wrongType", issue.message.replace(/^Invalid input: /, ""));
}

/** Of several shapes that did not fit, tell of the one that came nearest. */
function unionTrouble(issue: z.core.$ZodIssueInvalidUnion, path: Path): readonly SettingsProblem[] {
  if (issue.errors.length === 0)
    return [
      wrong(path, "settings.notOneOf", issue.message.replace(/^Invalid .*Expected /, "must be ")),
    ];
  const [nearest = []] = [...issue.errors].sort((a, b) => distance(a) - distance(b));
  return nearest.flatMap((inner) => fromIssue(inner, path));
}

/** A wrong value deep inside means the shape was meant; missing and unknown keys mean it was not. */
const distance = (issues: readonly Issue[]): number =>
  issues.reduce(
    (sum, { code, path }) => sum + (code === "unrecognized_keys" ? 20 : 10) - path.length,
    0,
  );

const oneOf = (values: readonly unknown[]): string =>
  values.map((value) => JSON.stringify(value)).join(" or ");
