/** Rules and routes that count on what is off: an account, the mailbox, somebody without a number. */
import { type Path, pointer } from "#telephony/settings/problems.ts";
import type { Rule, Settings } from "#telephony/settings/settings.ts";
import { eachCondition, eachStep, eachTarget } from "#telephony/settings/walk.ts";
import type { CallSpace } from "./callSpace.ts";
import { reaching } from "./neverReached.ts";
import type { Checked, Warning } from "./warning.ts";

export function switchedOff({ settings }: Checked, space: CallSpace): readonly Warning[] {
  const off = new Set(settings.accounts.flatMap(({ id, enabled }) => (enabled ? [] : [id])));
  const { route, routes } = settings.outgoing;
  const ways: readonly (readonly [readonly string[], Path])[] = [
    [route, ["outgoing", "route"]],
    ...routes.map(({ through }, i) => [through, ["outgoing", "routes", i, "through"]] as const),
  ];
  const out = ways.flatMap(([accounts, path]) =>
    accounts.flatMap((one, i) => (off.has(one) ? [accountOff([...path, i], one)] : [])),
  );
  const rules = settings.rules.flatMap((rule, i) => {
    const found = rule.enabled ? inRule(rule, ["rules", i], settings, off) : [];
    const call = found.length > 0 ? reaching(settings.rules, i, { space, settings }) : undefined;
    return typeof call === "object"
      ? found.map((one) => ({ ...one, call }))
      : found.filter(({ code }) => code === "check.accountOff"); // that may be why nobody comes
  });
  return [...out, ...rules];
}

const accountOff = (path: Path, account: string): Warning => ({
  path: pointer(path),
  code: "check.accountOff",
  params: { account },
});

function inRule(
  rule: Rule,
  path: Path,
  { mailbox, people }: Settings,
  off: ReadonlySet<string>,
): readonly Warning[] {
  const asked = eachCondition(rule.when, [...path, "when"]).flatMap(([condition, at]) =>
    condition.is === "via" && off.has(condition.account)
      ? [accountOff([...at, "account"], condition.account)]
      : [],
  );
  const steps = eachStep(rule.then, [...path, "then"]);
  const mailboxes = steps.flatMap(([step, at]): readonly Warning[] =>
    step.do === "mailbox" && !mailbox.enabled
      ? [{ path: pointer(at), code: "check.mailboxOff", params: { rule: rule.id } }]
      : [],
  );
  const targets = steps
    .flatMap(([step, at]) => eachTarget(step, at))
    .flatMap(([target, at]): readonly Warning[] => {
      if ("via" in target && target.via !== undefined && off.has(target.via))
        return [accountOff([...at, "via"], target.via)];
      if (!("person" in target)) return [];
      const person = people.find(({ id }) => id === target.person);
      return person?.numbers.length === 0
        ? [
            {
              path: pointer([...at, "person"]),
              code: "check.noNumber",
              params: { person: person.id },
            },
          ]
        : [];
    });
  return [...asked, ...mailboxes, ...targets];
}
