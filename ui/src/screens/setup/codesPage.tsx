import { useState } from "react";
import { usePage } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { saveText } from "../../kit/saveText.ts";

interface CodesProps {
  readonly codes: readonly string[];
  readonly done: () => void;
}

/** The eight codes that let in when everything else is lost. */
export function CodesPage({ codes, done }: CodesProps) {
  const { words } = usePage();
  const { say } = words;
  return (
    <div className="stack">
      <h1>{say("setup.codes.headline")}</h1>
      <p>{say("setup.codes.text")}</p>
      <CodeList codes={codes} />
      <div>
        <Press look="primary large" onPress={done}>
          {say("setup.codes.done")}
        </Press>
      </div>
    </div>
  );
}

/** The codes, to be copied or kept as a file. */
export function CodeList({ codes }: Pick<CodesProps, "codes">) {
  const { say } = usePage().words;
  const [copied, setCopied] = useState(false);
  const text = `${codes.join("\n")}\n`;
  return (
    <>
      <ul className="card codes num">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <div className="row wrap">
        {navigator.clipboard && (
          <Press
            onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
          >
            {say(copied ? "setup.codes.copied" : "setup.codes.copy")}
          </Press>
        )}
        <Press onPress={() => saveText(text, "ringwise-recovery-codes.txt")}>
          {say("setup.codes.save")}
        </Press>
      </div>
    </>
  );
}
