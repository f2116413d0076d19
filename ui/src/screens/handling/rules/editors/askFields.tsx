import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { Check, Choice, Field } from "../../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../../kit/page.tsx";
import { Press } from "../../../../kit/parts.tsx";
import type { RuleStep } from "../../../../words/decision.ts";
import { PromptField, SecondsField } from "./stepFields.tsx";

type Ask = Extract<RuleStep, { readonly do: "ask" }>;
type Decide = Extract<RuleStep, { readonly do: "decide" }>;

export type InnerSteps = (
  value: readonly RuleStep[],
  onChange: (steps: readonly RuleStep[]) => void,
) => ReactNode;

interface Props<Step> {
  readonly value: Step;
  readonly onChange: (step: Step) => void;
  readonly steps: InnerSteps;
}

const allKeys = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "*", "#"] as const;

const times = ["1", "2", "3", "4", "5"] as const;

/** How often it is asked, and whether extensions of an exchange may be dialled. */
function MenuFields({ value, onChange }: Omit<Props<Ask>, "steps">) {
  const { say } = useWords();
  const names = useNames();
  const exchanges = (useSettings()?.accounts ?? []).filter(({ kind }) => kind === "exchange");
  return (
    <>
      <Choice
        label={say("edit.times")}
        value={String(value.times ?? 1)}
        onChange={(text) => {
          const { times: _, ...rest } = value;
          onChange({ ...rest, ...(text !== "1" && { times: Number(text) }) });
        }}
        options={times.map((one) => [one, one] as const)}
      />
      {exchanges.length > 0 && (
        <Choice
          label={say("edit.extensions")}
          value={value.extensions?.via ?? ""}
          onChange={(via) => {
            const { extensions: _, ...rest } = value;
            onChange({ ...rest, ...(via !== "" && { extensions: { via } }) });
          }}
          options={[
            ["", say("edit.extensions.none")],
            ...exchanges.map(({ id }) => [id, names.account(id)] as const),
          ]}
        />
      )}
    </>
  );
}

/** What is played, and what each key leads to. */
export function AskFields({ value, onChange, steps: inner }: Props<Ask>) {
  const { say } = useWords();
  const { keys } = value;
  const free = allKeys.filter((key) => !keys.some((one) => one.key === key));
  const [next] = free;
  const put = (at: number, one: Ask["keys"][number]): void =>
    onChange({ ...value, keys: keys.map((was, i) => (i === at ? one : was)) });
  return (
    <>
      <PromptField value={value.prompt} onChange={(prompt) => onChange({ ...value, prompt })} />
      <SecondsField
        value={value.for}
        least={1}
        most={60}
        onChange={(n) => onChange({ ...value, for: n })}
      />
      <MenuFields value={value} onChange={onChange} />
      {keys.map(({ key, then }, i) => (
        <fieldset className="field nested" key={key}>
          <legend className="label">{say("edit.onKey", { key })}</legend>
          <Choice
            label={say("edit.key")}
            value={key}
            onChange={(other) => put(i, { key: other, then })}
            options={[key, ...free].map((one) => [one, one] as const)}
          />
          {inner(then, (steps) => put(i, { key, then: steps }))}
          {(keys.length > 1 || value.extensions) && (
            <Press
              look="bare red"
              onPress={() => onChange({ ...value, keys: keys.filter((_, at) => at !== i) })}
            >
              {say("edit.dropKey", { key })}
            </Press>
          )}
        </fieldset>
      ))}
      {next !== undefined && (
        <Press
          look="bare"
          onPress={() => onChange({ ...value, keys: [...keys, { key: next, then: [] }] })}
        >
          <Plus size={15} aria-hidden="true" />
          {say("edit.addKey")}
        </Press>
      )}
    </>
  );
}

/** Who is asked, how long, and what happens without an answer. */
export function DecideFields({ value, onChange, steps: inner }: Props<Decide>) {
  const { say } = useWords();
  return (
    <>
      <Field
        label={say("edit.url")}
        value={value.url}
        placeholder="https://"
        maxLength={2000}
        onChange={(url) => onChange({ ...value, url: url.trim() })}
      />
      <SecondsField
        value={value.for}
        least={0.5}
        most={10}
        onChange={(n) => onChange({ ...value, for: n })}
      />
      <Check
        label={say("edit.inside")}
        checked={value.inside === true}
        onChange={(yes) => {
          const { inside: _, ...rest } = value;
          onChange({ ...rest, ...(yes && { inside: true }) });
        }}
      />
      <fieldset className="field nested">
        <legend className="label">{say("edit.otherwise")}</legend>
        {inner(value.otherwise, (otherwise) => onChange({ ...value, otherwise }))}
      </fieldset>
    </>
  );
}
