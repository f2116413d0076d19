import { useState } from "react";
import { Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

/** Nobody becomes owner without the link that the machine itself printed. */
export function KeyPage({ found }: { readonly found: (key: string) => void }) {
  const { say } = useWords();
  const [text, setText] = useState("");
  const key = /k=([\w-]+)/.exec(text)?.[1] ?? "";
  return (
    <>
      <h1>{say("setup.noKey.headline")}</h1>
      <p>{say("setup.noKey.text")}</p>
      <pre className="card">
        <code>npx ringwise setup-link</code>
      </pre>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (key !== "") found(key);
        }}
      >
        <Field
          label={say("setup.noKey.paste")}
          value={text}
          onChange={setText}
          autoComplete="off"
        />
        <div>
          <Press look="primary large" type="submit" isDisabled={key === ""}>
            {say("setup.next")}
          </Press>
        </div>
      </form>
    </>
  );
}
