/** Rules that are not kept: what they would do is asked, and nothing is changed. */
import { fail, ok, type Result } from "#kit/result.ts";
import { accepted } from "#telephony/settings/change.ts";
import { withKeptSecrets } from "#telephony/settings/secrets.ts";
import type { Settings } from "#telephony/settings/settings.ts";

/** These settings with those rules, whose secrets may be left as shown. Refused as they would be if they were to be kept. */
export function withDraft(rules: unknown, now: Settings): Result<Settings> {
  const draft = accepted(withKeptSecrets({ ...now, rules }, now), now);
  if (draft.ok) return ok(draft.value);
  const [first] = draft.problem;
  return fail(first?.code ?? "settings.refused", `${first?.path}: ${first?.detail}`);
}
