import { useChange } from "../../../kit/change.ts";
import { Choice } from "../../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Trouble } from "../../../kit/parts.tsx";
import type { RuleSettings, RuleStep, SettingsDocument } from "../../../words/decision.ts";
import { modes } from "../../../words/names.ts";
import { HearPrompts } from "./hearPrompts.tsx";

/** Those that come with the program. */
const supplied = ["usual", "asleep", "away"] as const;
type Supplied = (typeof supplied)[number];
const isSupplied = (name: string): name is Supplied => supplied.some((one) => one === name);

interface WhoHearsProps {
  /** The owner's own greetings, by name. */
  readonly own: readonly string[];
}

/** Which greeting callers hear: in each mode, and by each rule that sends them to the mailbox. */
export function WhoHears({ own }: WhoHearsProps) {
  const { say } = useWords();
  const names = useNames();
  const settings = useSettings();
  const { change, error } = useChange();
  const inModes = greetingsIn(settings);
  const rules = (settings?.rules ?? []).filter(({ then }) => then.some(isMailbox));
  return (
    <div className="who-hears">
      <h3>{say("greetings.who")}</h3>
      {modes.map((mode) => (
        <Row
          key={mode}
          label={say("greetings.inMode", { mode: names.mode(mode) })}
          own={own}
          first={say("greetings.name", { name: "usual" })}
          value={inModes[mode] ?? ""}
          heard={inModes[mode] ?? "usual"}
          onChange={(name) => void change((now) => withMode(now, mode, name))}
        />
      ))}
      {rules.map((rule) => {
        const greeting = rule.then.find(isMailbox)?.greeting ?? "";
        return (
          <Row
            key={rule.id}
            label={say("greetings.byRule", { rule: names.rule(rule.id) })}
            own={own}
            first={say("greetings.asMode")}
            value={greeting}
            heard={greeting || "usual"}
            onChange={(name) => void change((now) => withRule(now, rule.id, name))}
          />
        );
      })}
      <Trouble error={error} />
    </div>
  );
}

interface RowProps extends WhoHearsProps {
  readonly label: string;
  /** What is heard when none is chosen. */
  readonly first: string;
  readonly value: string;
  readonly heard: string;
  readonly onChange: (name: string) => void;
}

function Row({ label, own, first, value, heard, onChange }: RowProps) {
  const { say } = useWords();
  const connected = useConnected();
  const named = (name: string): string =>
    isSupplied(name) ? say("greetings.name", { name }) : name;
  const choices = [...new Set([...supplied, ...own, ...(value === "" ? [] : [value])])];
  return (
    <div className="with-button">
      <Choice
        label={label}
        value={value}
        onChange={(name) => connected && onChange(name)}
        options={[["", first], ...choices.map((name) => [name, named(name)] as const)]}
      />
      <HearPrompts
        prompts={[`greeting:${heard}`, "beep"]}
        label={say("greetings.hear", { what: label })}
      />
    </div>
  );
}

type MailboxStep = Extract<RuleStep, { readonly do: "mailbox" }>;
const isMailbox = (step: RuleStep): step is MailboxStep => step.do === "mailbox";

const greetingsIn = (settings: SettingsDocument | undefined): Readonly<Record<string, string>> =>
  (settings?.["mailbox"] as { readonly greetings?: Readonly<Record<string, string>> } | undefined)
    ?.greetings ?? {};

function withMode(now: SettingsDocument, mode: string, name: string): SettingsDocument {
  const { [mode]: _, ...others } = greetingsIn(now);
  const greetings = name === "" ? others : { ...others, [mode]: name };
  return { ...now, mailbox: { ...(now["mailbox"] as object), greetings } };
}

function withRule(now: SettingsDocument, id: string, name: string): SettingsDocument {
  const greeted = (step: RuleStep): RuleStep => {
    if (!isMailbox(step)) return step;
    const { greeting: _, ...plain } = step;
    return (name === "" ? plain : { ...plain, greeting: name }) as RuleStep;
  };
  const changed = (rule: RuleSettings): RuleSettings =>
    rule.id === id ? { ...rule, then: rule.then.map(greeted) } : rule;
  return { ...now, rules: (now.rules ?? []).map(changed) };
}
