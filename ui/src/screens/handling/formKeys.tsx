import { useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

interface FormKeysProps {
  readonly busy: boolean;
  /** Enough is filled in to be saved. */
  readonly isWhole?: boolean;
  readonly close: () => void;
  readonly remove?: () => void;
}

/** What ends a form, here and in People: save, cancel, and where there is something to remove, remove. */
export function FormKeys({ busy, isWhole = true, close, remove }: FormKeysProps) {
  const { say } = useWords();
  return (
    <div className="row wrap gap-small">
      <Press look="primary" type="submit" isDisabled={busy || !isWhole}>
        {say("settings.save")}
      </Press>
      <Press look="bare" onPress={close}>
        {say("handling.cancel")}
      </Press>
      {remove && (
        <Press look="bare red" isDisabled={busy} onPress={remove}>
          {say("settings.remove")}
        </Press>
      )}
    </div>
  );
}
