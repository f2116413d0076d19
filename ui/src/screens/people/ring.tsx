import { useChangeList } from "../../kit/changeList.ts";
import { useNames, useSettings, useWords } from "../../kit/page.tsx";
import { Card, Trouble } from "../../kit/parts.tsx";
import type { PersonSettings } from "../../words/decision.ts";
import { CadenceField } from "../handling/rules/editors/stepFields.tsx";

const nthOf = (cadence = ""): number => Number(/^r([1-9])$/.exec(cadence)?.[1] ?? 0);

/** How the telephones ring for them: in force as soon as it is chosen. */
export function Ring({ person }: { readonly person: PersonSettings }) {
  const { say } = useWords();
  const names = useNames();
  const hand = useChangeList("people");
  const groups = useSettings()?.groups ?? [];
  const { id, name = id, cadence } = person;
  const own = { ...(cadence !== undefined && { cadence }) };
  const group = groups.find((one) => one.cadence !== undefined && person.groups?.includes(one.id));
  const from = cadence === undefined && group ? "group" : cadence === undefined ? "none" : "own";
  const choose = (next: { readonly cadence?: string }): void =>
    void hand.edit(say("person.ringChanged", { name, n: nthOf(next.cadence) }), (now) =>
      now.map(({ cadence: before, ...one }) =>
        one.id === id
          ? { ...one, ...next }
          : { ...one, ...(before !== undefined && { cadence: before }) },
      ),
    );
  return (
    <Card title={say("person.ring")} className="ring-card">
      <CadenceField value={own} onChange={choose} />
      <p className="muted small">
        {say("person.ringHint", {
          from,
          group: group ? names.group(group.id) : "",
          n: nthOf(group?.cadence),
        })}
      </p>
      <Trouble error={hand.error} />
    </Card>
  );
}
