import { X } from "lucide-react";
import { useState } from "react";
import { useChange } from "../../kit/change.ts";
import { Field } from "../../kit/fields.tsx";
import { useMayChange } from "../../kit/locked.tsx";
import { usePage, useSettings } from "../../kit/page.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { useBlockName } from "./noted.ts";

/** Who gets through whatever is blocked by number. */
export function Allowed() {
  const { say } = usePage().words;
  const mayChange = useMayChange();
  const nameOf = useBlockName();
  const { change, error, isPending } = useChange();
  const [typed, setTyped] = useState("");
  const allow = useSettings()?.callers?.allow ?? [];
  const edit = (text: string, make: (now: readonly string[]) => readonly string[]) =>
    change(
      (now) => ({ ...now, callers: { ...now.callers, allow: make(now.callers?.allow ?? []) } }),
      text,
    );
  const add = async (what: string): Promise<void> => {
    const text = say("blocking.allowedNow", { name: nameOf({ what }) });
    if (await edit(text, (now) => [...new Set([...now, what])])) setTyped("");
  };
  return (
    <Card title={say("blocking.allowed")}>
      <p className="muted small">{say("blocking.allowedText")}</p>
      {allow.length > 0 && (
        <ul className="list">
          {allow.map((what) => {
            const name = nameOf({ what });
            return (
              <li key={what}>
                <span className="grow">{name}</span>
                <Press
                  look="bare icon"
                  isDisabled={!mayChange || isPending}
                  aria-label={say("blocking.removeAllowed", { name })}
                  onPress={() =>
                    void edit(say("blocking.allowedNoMore", { name }), (now) =>
                      now.filter((one) => one !== what),
                    )
                  }
                >
                  <X size={16} aria-hidden="true" />
                </Press>
              </li>
            );
          })}
        </ul>
      )}
      <form
        className="allow-form"
        onSubmit={(event) => {
          event.preventDefault();
          void add(typed.trim());
        }}
      >
        <Field
          label={say("blocking.allowNumber")}
          value={typed}
          maxLength={255}
          onChange={setTyped}
        />
        <Press type="submit" isDisabled={!mayChange || isPending || typed.trim() === ""}>
          {say("blocking.allow")}
        </Press>
      </form>
      <Trouble error={error} />
    </Card>
  );
}
