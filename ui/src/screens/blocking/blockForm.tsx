import { useState } from "react";
import { blockCaller } from "../../api/people.ts";
import { Field } from "../../kit/fields.tsx";
import { useConnected, usePage } from "../../kit/page.tsx";
import { Press, Trouble } from "../../kit/parts.tsx";
import { useSettingsAct } from "../../kit/settingsAct.ts";
import { useBlockName } from "./noted.ts";

interface BlockFormProps {
  /** Whom, where that is known; else it is asked for. */
  readonly pattern?: string;
  readonly name?: string;
  readonly close: () => void;
}

/** Whom to keep off, and why. */
export function BlockForm({ pattern: given, name, close }: BlockFormProps) {
  const { api, words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const nameOf = useBlockName();
  const [typed, setTyped] = useState("");
  const [because, setBecause] = useState("");
  const { act, error, isPending } = useSettingsAct();
  const pattern = given ?? typed.trim();
  const block = async (): Promise<void> => {
    const reason = because.trim();
    const done = await act(say("blocking.done", { name: name ?? nameOf({ what: pattern }) }), () =>
      blockCaller(api, { pattern, ...(reason !== "" && { because: reason }) }),
    );
    if (done) close();
  };
  return (
    <form
      className="block-form"
      onSubmit={(event) => {
        event.preventDefault();
        void block();
      }}
    >
      <div className="fields">
        {given === undefined && (
          <Field
            label={say("blocking.number")}
            hint={say("blocking.numberHint")}
            value={typed}
            maxLength={255}
            autoFocus
            onChange={setTyped}
          />
        )}
        <Field
          label={say("blocking.because")}
          hint={say("blocking.becauseHint")}
          value={because}
          maxLength={120}
          autoFocus={given !== undefined}
          onChange={setBecause}
        />
      </div>
      <Trouble error={error} />
      <div className="row wrap gap-small">
        <Press look="primary" type="submit" isDisabled={!connected || isPending || pattern === ""}>
          {name === undefined ? say("blocking.do") : say("person.blockThem", { name })}
        </Press>
        <Press look="bare" onPress={close}>
          {say("handling.cancel")}
        </Press>
      </div>
    </form>
  );
}
