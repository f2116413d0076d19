import { useState } from "react";
import { newId } from "#kit/newId.ts";
import type { Expectation } from "#telephony/settings/checks.ts";
import { useChange } from "../../../kit/change.ts";
import { Field } from "../../../kit/fields.tsx";
import { useConnected, useNames, useSettings, useWords } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";
import type { Decision } from "../../../words/decision.ts";
import { upperFirst } from "../../../words/say.ts";
import type { TryInHand } from "./useTry.ts";

interface SaveProps {
  readonly trial: TryInHand;
  readonly decision: Decision;
}

/** What happens now shall stay so: it is kept under a name, and told when it is so no more. */
export function SaveCheck({ trial, decision }: SaveProps) {
  const words = useWords();
  const names = useNames();
  const connected = useConnected();
  const mode = useSettings()?.["mode"] as { readonly now: string } | undefined;
  const { change, isPending, error } = useChange();
  const [name, setName] = useState<string>();
  const { question, here } = trial;
  const wish = words.say("handling.checks.name", {
    who: question.from === undefined ? words.say("party.hidden") : whoOf(),
    when: words.moment(Date.parse(question.at ?? "")),
  });
  const save = async (): Promise<void> => {
    if (!here || name === undefined) return;
    const expect = here.expectedOf(decision.plan as Parameters<typeof here.expectedOf>[0]);
    const { from, at = "", busy = [], offline = [] } = question;
    const call = {
      ...(from !== undefined && { from }),
      at,
      busy: [...busy],
      offline: [...offline],
      mode: trial.trial.mode || mode?.now || "schedule",
    };
    const saved = await change((now) => {
      const checks = (now["checks"] ?? []) as readonly Expectation[];
      return { ...now, checks: [...checks, { id: newId(name, checks), name, call, expect }] };
    });
    if (saved) setName(undefined);
  };
  if (name === undefined)
    return (
      <Press isDisabled={!connected || !here} onPress={() => setName(wish)}>
        {words.say("handling.checks.save")}
      </Press>
    );
  return (
    <form
      className="stack gap-small"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={words.say("settings.name")}
        value={name}
        maxLength={60}
        autoFocus
        isRequired
        onChange={setName}
      />
      <div className="row wrap gap-small">
        <Press look="primary" type="submit" isDisabled={isPending || name.trim() === ""}>
          {words.say("settings.save")}
        </Press>
        <Press look="bare" onPress={() => setName(undefined)}>
          {words.say("handling.cancel")}
        </Press>
      </div>
      <Trouble error={error} />
    </form>
  );

  function whoOf(): string {
    return trial.trial.who === "unknown"
      ? upperFirst(words.say("handling.try.unknown"), words)
      : names.number(question.from ?? "");
  }
}
