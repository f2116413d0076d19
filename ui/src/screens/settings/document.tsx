import { useId, useState } from "react";
import { Locked, useLockedBy } from "../../kit/locked.tsx";
import { useWords } from "../../kit/page.tsx";
import type { SettingsDocument } from "../../words/decision.ts";
import type { Draft } from "./draft.ts";
import { SaveBar } from "./saveBar.tsx";

/** The whole document as text: for what no form asks yet. */
export function DocumentEditor({ draft }: { readonly draft: Draft }) {
  const { say } = useWords();
  const id = useId();
  const locked = useLockedBy() !== undefined;
  const shown = JSON.stringify(draft.document, null, 2);
  const [text, setText] = useState<string>();
  const [detail, setDetail] = useState<string>();

  function write(next: string): void {
    setText(next);
    const read = parsed(next);
    setDetail(typeof read === "string" ? read : undefined);
    if (typeof read !== "string") draft.edit(() => read);
  }
  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (detail === undefined) void draft.save().then(() => setText(undefined));
      }}
    >
      <Locked />
      <section className="card field">
        <label htmlFor={id}>{say("settings.document.label")}</label>
        <p className="hint">{say("settings.document.text")}</p>
        <textarea
          id={id}
          className="input"
          spellCheck={false}
          readOnly={locked}
          value={text !== undefined && (draft.changed || detail !== undefined) ? text : shown}
          aria-invalid={detail !== undefined}
          onChange={(event) => write(event.target.value)}
        />
        {detail !== undefined && (
          <p className="wrong" role="alert">
            {say("settings.document.notJson", { detail })}
          </p>
        )}
      </section>
      <SaveBar draft={draft} />
    </form>
  );
}

/** The document, or what is wrong with the text. */
function parsed(text: string): SettingsDocument | string {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
    return isObject ? (value as SettingsDocument) : "{ … }";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
