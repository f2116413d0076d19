import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Check } from "../../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";
import { Segments } from "../../../../kit/segments.tsx";
import { ownGroups } from "../../../../words/names.ts";
import { type Asked, type Caller, callerName } from "../../../../words/rules/condition.ts";
import { upperFirst } from "../../../../words/say.ts";
import { Chosen } from "./chosen.tsx";

type Who = Pick<Asked, "who" | "but">;

interface WhoProps {
  readonly value: Who;
  readonly onChange: (who: Who) => void;
}

/** Who calls: anyone, or some; and whom it does not mean all the same. */
export function WhoEditor({ value: { who, but }, onChange }: WhoProps) {
  const { say } = useWords();
  const [some, setSome] = useState(who.length > 0);
  return (
    <>
      <Segments
        label={say("edit.who")}
        value={some ? "some" : "anyone"}
        onChange={(next) => {
          setSome(next === "some");
          if (next === "anyone") onChange({ who: [], but });
        }}
        options={[
          ["anyone", say("edit.anyone")],
          ["some", say("edit.some")],
        ]}
      />
      {some && (
        <Callers
          label={say("edit.theseCall")}
          value={who}
          onChange={(next) => onChange({ who: next, but })}
        />
      )}
      <details className="more" open={but.length > 0}>
        <summary>{say("edit.but")}</summary>
        <Callers
          label={say("edit.but")}
          value={but}
          onChange={(next) => onChange({ who, but: next })}
        />
      </details>
    </>
  );
}

interface CallersProps {
  readonly label: string;
  readonly value: readonly Caller[];
  readonly onChange: (value: readonly Caller[]) => void;
}

/** Groups to tick; people, numbers and beginnings of numbers by name. */
export function Callers({ label, value, onChange }: CallersProps) {
  const words = useWords();
  const names = useNames();
  const settings = useSettings();
  const groups = [...new Set([...ownGroups, ...(settings?.groups ?? []).map(({ id }) => id)])];
  const single = value.filter((one) => one.in === undefined);
  return (
    <fieldset className="field">
      <legend className="hidden">{label}</legend>
      <div className="checks">
        {groups.map((id) => (
          <Check
            key={id}
            label={upperFirst(names.group(id), words)}
            checked={value.some((one) => one.in === id)}
            onChange={(checked) =>
              onChange(
                checked
                  ? [...value, { is: "caller", in: id }]
                  : value.filter((one) => one.in !== id),
              )
            }
          />
        ))}
      </div>
      <Chosen
        items={single.map((one) => [one.like ?? "", callerName(one, { words, names })] as const)}
        drop={(like) => onChange(value.filter((one) => one.like !== like))}
      />
      <AddCaller add={(like) => onChange([...value, { is: "caller", like }])} />
    </fieldset>
  );
}

/** A person's name stands for the first of their numbers. */
function AddCaller({ add }: { readonly add: (like: string) => void }) {
  const { say } = useWords();
  const people = useSettings()?.people ?? [];
  const [text, setText] = useState("");
  const [field, list] = [useId(), useId()];
  const put = (): void => {
    const wish = text.trim();
    if (wish === "") return;
    add(people.find(({ name }) => name === wish)?.numbers?.[0] ?? wish);
    setText("");
  };
  return (
    <div className="field">
      <label htmlFor={field}>{say("edit.addCaller")}</label>
      <div className="row gap-small">
        <input
          id={field}
          className="input grow"
          list={list}
          value={text}
          placeholder="+44*"
          maxLength={255}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || text.trim() === "") return;
            event.preventDefault();
            put();
          }}
        />
        <datalist id={list}>
          {people.map(({ id, name = "", numbers = [] }) =>
            numbers.length > 0 ? <option key={id} value={name} /> : null,
          )}
        </datalist>
        <Press look="icon" aria-label={say("edit.add")} onPress={put}>
          <Plus size={17} aria-hidden="true" />
        </Press>
      </div>
    </div>
  );
}
