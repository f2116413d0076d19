import { type FormEvent, type ReactNode, useState } from "react";
import { Field } from "../../../kit/fields.tsx";
import { useWords } from "../../../kit/page.tsx";

export interface Named {
  readonly name: string;
  readonly room?: string;
}

interface NameFormProps {
  /** Which of the buttons was pressed, by its value. */
  readonly onNamed: (named: Named, how: string) => void;
  /** The buttons. */
  readonly children: ReactNode;
}

/** How it shall be called, and where it stands. */
export function NameForm({ onNamed, children }: NameFormProps) {
  const { say } = useWords();
  const [name, setName] = useState("");
  const [room, setRoom] = useState("");
  const done = (event: FormEvent): void => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const how = (submitter as HTMLButtonElement | null)?.value ?? "";
    const place = room.trim();
    onNamed({ name: name.trim(), ...(place !== "" && { room: place }) }, how);
  };
  return (
    <form className="stack" onSubmit={done}>
      <div className="fields">
        <Field label={say("add.name")} value={name} onChange={setName} isRequired maxLength={120} />
        <Field label={say("add.room")} value={room} onChange={setRoom} maxLength={120} />
      </div>
      <div className="row wrap">{children}</div>
    </form>
  );
}
