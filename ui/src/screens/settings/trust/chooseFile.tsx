import { Upload } from "lucide-react";
import { useRef } from "react";
import { Press } from "../../../kit/parts.tsx";

interface ChooseProps {
  readonly text: string;
  readonly accept: string;
  readonly read: (text: string) => void;
}

/** A text of the reader's own machine. */
export function ChooseFile({ text, accept, read }: ChooseProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = "";
          void file?.text().then(read);
        }}
      />
      <Press onPress={() => input.current?.click()}>
        <Upload size={16} aria-hidden="true" />
        {text}
      </Press>
    </>
  );
}
