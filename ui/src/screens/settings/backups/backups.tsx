import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { Field } from "../../../kit/fields.tsx";
import { useConnected, usePage } from "../../../kit/page.tsx";
import { Card, Loaded, Notice, Press, Trouble } from "../../../kit/parts.tsx";
import { useTell } from "../../../kit/toasts.tsx";
import { nameFor } from "./file.ts";
import { OneBackup } from "./oneBackup.tsx";
import { useBackups } from "./useBackups.ts";
import "./backups.css";

/** The whole household in one file each: made, fetched, brought, and brought back. */
export default function Backups() {
  const { say } = usePage().words;
  const { asked, make, bring } = useBackups();
  const [making, setMaking] = useState(false);
  const connected = useConnected();
  const tell = useTell();
  const taken = (asked.data ?? []).map(({ name }) => name);
  const take = (file: File): void =>
    bring.mutate(
      { name: nameFor(file.name, taken), file },
      { onSuccess: () => tell({ text: say("backups.brought") }) },
    );
  return (
    <Card
      title={say("backups.title")}
      action={
        <Press isDisabled={!connected || making} onPress={() => setMaking(true)}>
          <Plus size={16} aria-hidden="true" />
          {say("backups.make")}
        </Press>
      }
    >
      <p className="muted small">{say("backups.text")}</p>
      {making && <Making make={make} close={() => setMaking(false)} />}
      <Loaded asked={asked}>
        {(backups) =>
          backups.length === 0 ? (
            <p className="backups-none">{say("backups.none")}</p>
          ) : (
            <ul className="list">
              {backups.map((backup) => (
                <OneBackup key={backup.name} backup={backup} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <Bring onFile={take} isDisabled={!connected || bring.isPending} />
      {bring.isPending && <Notice>{say("backups.bringing")}</Notice>}
      <Trouble error={bring.error} />
    </Card>
  );
}

interface MakingProps {
  readonly make: ReturnType<typeof useBackups>["make"];
  readonly close: () => void;
}

/** Sealed or not is asked before it is made: an open one holds passwords and keys. */
function Making({ make, close }: MakingProps) {
  const { say } = usePage().words;
  const [passphrase, setPassphrase] = useState("");
  const tell = useTell();
  const done = (): void => {
    tell({ text: say("backups.made") });
    close();
  };
  return (
    <form
      className="stack backups-form"
      onSubmit={(event) => {
        event.preventDefault();
        make.mutate(passphrase, { onSuccess: done });
      }}
    >
      <Field
        label={say("backups.passphrase")}
        hint={say("backups.passphrase.hint")}
        value={passphrase}
        onChange={setPassphrase}
        autoFocus
        maxLength={256}
        autoComplete="off"
        spellCheck="false"
      />
      <Trouble error={make.error} />
      <div className="row wrap">
        <Press look="primary" type="submit" isPending={make.isPending}>
          {say(passphrase === "" ? "backups.makeOpen" : "backups.makeSealed")}
        </Press>
        <Press look="bare" onPress={close}>
          {say("family.cancel")}
        </Press>
      </div>
    </form>
  );
}

interface BringProps {
  readonly onFile: (file: File) => void;
  readonly isDisabled: boolean;
}

function Bring({ onFile, isDisabled }: BringProps) {
  const { say } = usePage().words;
  const id = useId();
  return (
    <div className="field backups-form">
      <label htmlFor={id}>{say("backups.bring")}</label>
      <input
        id={id}
        className="input"
        type="file"
        accept=".backup"
        disabled={isDisabled}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          target.value = "";
        }}
      />
    </div>
  );
}
