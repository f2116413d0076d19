import { useState } from "react";
import { useConnected, useWords } from "../../../kit/page.tsx";
import { Card, GoButton, Press, Trouble } from "../../../kit/parts.tsx";
import { LoginFacts } from "../login.tsx";
import { PlugIn } from "../plugIn.tsx";
import { type ChangedDevice, useDevices } from "../useDevices.ts";
import { type Named, NameForm } from "./nameForm.tsx";

interface Added extends ChangedDevice, Pick<Named, "name"> {
  readonly byHand: boolean;
}

/** A SIP phone or adapter: plugged in, or told by hand. */
export function DeskCard() {
  const { say } = useWords();
  const connected = useConnected();
  const { add } = useDevices();
  const [added, setAdded] = useState<Added>();
  const make = (named: Named, how: string): void =>
    add.mutate(
      { ...named, kind: "sip" },
      { onSuccess: (made) => setAdded({ ...made, name: named.name, byHand: how === "hand" }) },
    );
  return (
    <Card title={say("add.desk.title")}>
      {added === undefined ? (
        <>
          <p className="muted small add-text">{say("add.desk.text")}</p>
          <NameForm onNamed={make}>
            <Press look="primary" type="submit" value="plug" isDisabled={!connected}>
              {say("add.desk.plug")}
            </Press>
            <Press type="submit" value="hand" isDisabled={!connected}>
              {say("add.desk.hand")}
            </Press>
          </NameForm>
          <Trouble error={add.error} />
        </>
      ) : added.byHand && added.login ? (
        <div className="stack gap-small" role="status">
          <p>{say("add.desk.handText")}</p>
          <LoginFacts login={added.login} />
          <div>
            <GoButton to={`/devices/${added.id}`}>{say("add.show", { name: added.name })}</GoButton>
          </div>
        </div>
      ) : (
        <PlugIn device={added.id} name={added.name} starts />
      )}
    </Card>
  );
}
