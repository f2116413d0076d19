import { Choice } from "../../../../kit/fields.tsx";
import { useSettings, useWords } from "../../../../kit/page.tsx";
import type { Condition } from "../../../../words/decision.ts";
import { type ConditionIds, conditionKinds, newCondition } from "../places.ts";
import { Named, type Plain } from "./conditionFields.tsx";

interface ConditionProps {
  readonly value: Condition | undefined;
  readonly onChange: (condition: Condition | undefined) => void;
  /** Within others it cannot be "at any time". */
  readonly inner?: boolean;
}

const innerEditor = (value: Condition, onChange: (condition: Condition) => void) => (
  <ConditionEditor inner value={value} onChange={(next) => next && onChange(next)} />
);

/** What must hold: of which kind, whether it or its opposite, and what it names. */
export function ConditionEditor({ value, onChange, inner = false }: ConditionProps) {
  const { say } = useWords();
  const ids = useFirstIds();
  const { plain, yes } = read(value);
  const write = (next: Plain, is = yes): void => onChange(is ? next : { is: "not", that: next });
  return (
    <div className="stack gap-small">
      <Choice
        label={say("edit.kind")}
        value={plain?.is ?? "always"}
        onChange={(kind) =>
          kind === "always"
            ? onChange(undefined)
            : write(newCondition(kind as Condition["is"], ids) as Plain)
        }
        options={[
          ...(inner ? [] : [["always", say("edit.if.always")] as const]),
          ...conditionKinds
            .filter((kind) => isThere(kind, ids) || kind === plain?.is)
            .map((kind) => [kind, say(`edit.if.${kind}`)] as const),
        ]}
      />
      {plain && plain.is !== "always" && (
        <>
          <Choice
            label={say("edit.holds")}
            value={yes ? "yes" : "no"}
            onChange={(is) => write(plain, is === "yes")}
            options={[
              ["yes", say("edit.holds.yes")],
              ["no", say("edit.holds.no")],
            ]}
          />
          <Named value={plain} onChange={(next) => write(next)} inner={innerEditor} />
        </>
      )}
    </div>
  );
}

function read(value: Condition | undefined): { plain: Plain | undefined; yes: boolean } {
  let [now, yes] = [value, true];
  while (now?.is === "not") [now, yes] = [now.that, !yes];
  return { plain: now, yes };
}

function useFirstIds(): ConditionIds {
  const settings = useSettings();
  const first = (all: readonly { readonly id: string }[] | undefined) => all?.[0]?.id ?? "";
  return {
    number: first(settings?.numbers),
    account: first(settings?.accounts),
    time: first(settings?.times),
    device: first(settings?.devices),
  };
}

/** Of what it names, there is some. */
const isThere = (kind: Condition["is"], ids: ConditionIds): boolean =>
  ({ called: ids.number, via: ids.account, during: ids.time, device: ids.device })[
    kind as string
  ] !== "";
