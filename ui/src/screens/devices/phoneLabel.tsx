import { type FormEvent, useState } from "react";
import { Choice, Field } from "../../kit/fields.tsx";
import { useConnected, useWords } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";

export const makerNames: Readonly<Record<string, string>> = {
  grandstream: "Grandstream",
  yealink: "Yealink",
  poly: "Poly",
  snom: "Snom",
  fanvil: "Fanvil",
};

interface LabelProps {
  readonly isPending: boolean;
  readonly listen: (label: { readonly mac: string; readonly maker?: string }) => void;
}

/** What stands on the underside of the telephone: only that one is then given its file, also when DHCP sent it here. */
export function PhoneLabel({ isPending, listen }: LabelProps) {
  const { say } = useWords();
  const connected = useConnected();
  const [mac, setMac] = useState("");
  const [maker, setMaker] = useState("");
  const done = (event: FormEvent): void => {
    event.preventDefault();
    listen({ mac: mac.trim(), ...(maker !== "" && { maker }) });
  };
  return (
    <details className="small">
      <summary>{say("plug.label")}</summary>
      <form className="stack gap-small plug-label" onSubmit={done}>
        <p className="muted">{say("plug.labelText")}</p>
        <div className="fields">
          <Field
            label={say("plug.mac")}
            hint={say("plug.macHint")}
            value={mac}
            onChange={setMac}
            isRequired
            maxLength={40}
            autoComplete="off"
            spellCheck="false"
          />
          <Choice
            label={say("plug.maker")}
            value={maker}
            onChange={setMaker}
            options={[["", say("plug.makerByMac")], ...Object.entries(makerNames)]}
          />
        </div>
        <div>
          <Press type="submit" isDisabled={!connected} isPending={isPending}>
            {say("plug.listenForIt")}
          </Press>
        </div>
      </form>
    </details>
  );
}
