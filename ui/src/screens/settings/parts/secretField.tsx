import { Field } from "../../../kit/fields.tsx";
import { useWords } from "../../../kit/page.tsx";

interface SecretProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: unknown;
  readonly wrong: string | undefined;
  readonly set: (value: string) => void;
}

/** A secret is never shown; an empty field keeps the one that is there. */
export function SecretField({ label, hint, value, wrong, set }: SecretProps) {
  const { say } = useWords();
  const kept = typeof value === "object" && value !== null;
  return (
    <Field
      label={label}
      hint={hint}
      type="password"
      value={typeof value === "string" ? value : ""}
      placeholder={kept ? say("settings.secret.kept") : ""}
      onChange={set}
      wrong={wrong}
      autoComplete="new-password"
      spellCheck="false"
    />
  );
}
