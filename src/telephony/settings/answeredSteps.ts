/** The steps that a service answers with, held to what the owner's own would be held to in that rule. */
import { fail, ok, type Result } from "#kit/result.ts";
import { fromIssue, type SettingsProblem, wrong } from "./problems.ts";
import { dangling } from "./references.ts";
import { ruleTrouble } from "./sense.ts";
import type { Rule, Settings } from "./settings.ts";
import { type Step, steps } from "./step.ts";
import { eachStep } from "./walk.ts";
import { record } from "./words.ts";

const answer = record({ then: steps });

/** `{then: [step]}`; `decide.badAnswer` names the first thing that is wrong, by its path in the answer. */
export function answeredSteps(
  json: unknown,
  rule: Rule,
  settings: Settings,
): Result<readonly Step[]> {
  const parsed = answer.safeParse(json);
  if (!parsed.success) return refused(parsed.error.issues.flatMap((one) => fromIssue(one)));
  const { then } = parsed.data;
  const problems = [
    ...eachStep(then, ["then"]).flatMap(([step, path]) =>
      step.do === "decide" ? [wrong(path, "settings.asksOn", "may not ask another service")] : [],
    ),
    ...dangling({ ...namesOf(settings), answer: { then } }),
    ...ruleTrouble({ ...rule, then }, [], settings),
  ];
  return problems.length > 0 ? refused(problems) : ok(then);
}

const refused = ([first]: readonly SettingsProblem[]): Result<never> =>
  fail("decide.badAnswer", `${first?.path.replace(/^\/answer/, "")}: ${first?.detail}`);

/** What steps may name. */
function namesOf({ devices, accounts, people, conference }: Settings) {
  const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => ({ id }));
  return {
    devices: ids(devices),
    accounts: ids(accounts),
    people: ids(people),
    conference: { rooms: ids(conference.rooms) },
  };
}
