import { useState } from "react";
import { linkTo } from "../../kit/base.ts";
import { Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { QrCode } from "../../kit/qrCode.tsx";

interface LinkProps {
  readonly label: string;
  readonly hint: string;
  /** What is behind the server's name; or, of what is no link, all of it. */
  readonly path: string;
  readonly close: () => void;
}

/** A secret that is shown this once: to be copied, or, where it is a link, to be seen by another's camera. */
export function SecretLink({ label, hint, path, close }: LinkProps) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const isLink = path.startsWith("/");
  const text = isLink ? linkTo(path) : path;
  return (
    <div className="secret-link">
      {isLink && <QrCode text={text} label={say("family.link.code")} />}
      <div className="stack gap-small grow">
        <Field label={label} hint={hint} value={text} isReadOnly />
        <div className="row wrap">
          {navigator.clipboard && (
            <Press
              onPress={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
            >
              {say(copied ? "setup.codes.copied" : "setup.codes.copy")}
            </Press>
          )}
          <Press look="bare" onPress={close}>
            {say("family.link.done")}
          </Press>
        </div>
      </div>
    </div>
  );
}
