/** What kept a caller off: read from the reasons of a decision that was made. */
import type { Listed } from "./blocked.ts";
import type { Reason } from "./condition.ts";

/** The persons, patterns and lists by which it came to this: of the blocked, not of the allowed. */
export function stoppedBy({ matched, params, parts = [] }: Reason): readonly Listed[] {
  const { group, by, what } = params;
  const isIt = matched && group === "blocked" && what !== undefined;
  const own: readonly Listed[] = isIt ? [{ by: by as Listed["by"], what: String(what) }] : [];
  return [...own, ...parts.flatMap(stoppedBy)];
}
