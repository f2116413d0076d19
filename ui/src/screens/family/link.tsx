import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Field } from "../../kit/fields.tsx";
import { useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

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
  const text = isLink ? `${location.origin}${path}` : path;
  return (
    <div className="secret-link">
      {isLink && <Code text={text} label={say("family.link.code")} />}
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

/** The link as a QR code: dark on light in either look, as cameras want it. */
function Code({ text, label }: { readonly text: string; readonly label: string }) {
  const modules = useQuery({
    queryKey: ["qr", text],
    queryFn: async () => (await import("qrcode")).create(text).modules,
    staleTime: Number.POSITIVE_INFINITY,
  }).data;
  if (!modules) return <div className="qr" />;
  const { size } = modules;
  const dark = Array.from({ length: size * size }, (_, i) => i).filter(
    (i) => modules.data[i] === 1,
  );
  const path = dark.map((i) => `M${i % size} ${Math.floor(i / size)}h1v1h-1z`).join("");
  return (
    <svg className="qr" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={label}>
      <path d={path} />
    </svg>
  );
}
