import { Check, Choice, Field } from "../../../kit/fields.tsx";
import { useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { NumberField } from "../itemField.tsx";
import { PartForm } from "../parts/partForm.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { type Part, usePart } from "../parts/usePart.ts";
import {
  type Decider,
  deciders,
  mayAsk,
  placeOfDecider,
  type WrittenDecider,
  withDecider,
} from "./deciders.ts";

interface FormProps {
  /** Without it, a new one is written. */
  readonly decider?: Decider;
  readonly close: () => void;
}

const usualSeconds = 3;

/** Where a service is, how its questions are signed, how long it has; and for a new one which rule asks it. */
export function ServiceForm({ decider, close }: FormProps) {
  const { say } = useWords();
  const rules = mayAsk(useSettings()?.rules ?? []);
  const part = usePart<WrittenDecider>({
    start: decider ?? {
      ...{ rule: rules[0]?.id ?? "", url: "", secret: "", inside: false },
      seconds: usualSeconds,
    },
    ...(decider && { from: (now) => again(deciders(now.rules ?? []), decider) }),
    into: (now, written) =>
      withDecider(now, { ...written, secret: written.secret || decider?.secret }, decider),
    at: placeOfDecider,
    fields: ["/url", "/secret", "/for"],
  });
  const { value } = part;
  return (
    <PartForm
      part={part}
      close={close}
      label={say(decider ? "services.form" : "services.add")}
      told={() => say(decider ? "changed.changed" : "changed.added", { name: hostOf(value.url) })}
    >
      {!decider && <WhichRule part={part} />}
      <Fields part={part} />
    </PartForm>
  );
}

const again = (all: readonly Decider[], one: Decider): Decider | undefined =>
  all.find(({ rule, url }) => rule === one.rule && url === one.url);

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

function WhichRule({ part }: { readonly part: Part<WrittenDecider> }) {
  const { say } = useWords();
  const names = useNames();
  const rules = mayAsk(useSettings()?.rules ?? []);
  return (
    <div className="stack gap-small">
      <Choice
        label={say("services.rule")}
        value={part.value.rule}
        onChange={(rule) => part.set({ ...part.value, rule })}
        options={rules.map(({ id }) => [id, names.rule(id)] as const)}
      />
      <p className="muted small">{say("services.rule.hint")}</p>
    </div>
  );
}

function Fields({ part }: { readonly part: Part<WrittenDecider> }) {
  const { say } = useWords();
  const { value } = part;
  const set = (more: Partial<WrittenDecider>): void => part.set({ ...value, ...more });
  return (
    <>
      <div className="fields">
        <Field
          label={say("edit.url")}
          inputMode="url"
          placeholder="https://"
          maxLength={2000}
          value={value.url}
          onChange={(url) => set({ url: url.trim() })}
          wrong={part.wrongAt("/url")}
          autoComplete="off"
        />
        <SecretField
          label={say("services.secret")}
          hint={say("services.secret.hint")}
          value={value.secret}
          set={(secret) => set({ secret })}
          wrong={part.wrongAt("/secret")}
        />
        <NumberField
          label={say("services.seconds")}
          hint={say("services.seconds.hint")}
          value={value.seconds}
          set={(seconds) => set({ seconds: seconds ?? usualSeconds })}
          wrong={part.wrongAt("/for")}
        />
      </div>
      <Check
        label={say("edit.inside")}
        checked={value.inside}
        onChange={(inside) => set({ inside })}
      />
    </>
  );
}
