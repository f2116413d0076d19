import { type FormEvent, useState } from "react";
import { ApiTrouble } from "../../../api/client.ts";
import { Field } from "../../../kit/fields.tsx";
import { useConnected, useWords } from "../../../kit/page.tsx";
import { Card, Press, Trouble } from "../../../kit/parts.tsx";
import { useDevices } from "../useDevices.ts";
import { GatewayPorts } from "./gatewayPorts.tsx";

const nothing = { name: "", gateway: "", endpoint: "" };

/** A port of an analogue gateway. */
export function GatewayCard() {
  const { say } = useWords();
  const connected = useConnected();
  const { add } = useDevices();
  const [fields, setFields] = useState(nothing);
  const set = (key: keyof typeof nothing) => (value: string) =>
    setFields((now) => ({ ...now, [key]: value }));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate(
      { kind: "mgcp", ...fields },
      { onSuccess: () => setFields((now) => ({ ...nothing, gateway: now.gateway })) },
    );
  };
  const wrong = (key: string): string | undefined =>
    add.error instanceof ApiTrouble
      ? add.error.problems.find(({ path }) => path.endsWith(`/${key}`))?.detail
      : undefined;
  return (
    <Card title={say("add.gateway.title")}>
      <p className="muted small add-text">{say("add.gateway.text")}</p>
      <form className="stack" onSubmit={save}>
        <GatewayPorts
          chosen={fields.endpoint}
          choose={(port) => setFields((now) => ({ ...now, ...port }))}
        />
        <div className="fields">
          <Field
            label={say("add.name")}
            value={fields.name}
            onChange={set("name")}
            isRequired
            maxLength={120}
          />
          <Field
            label={say("add.gateway.gateway")}
            hint={say("add.gateway.gatewayHint")}
            value={fields.gateway}
            onChange={set("gateway")}
            isRequired
            wrong={wrong("gateway")}
          />
          <Field
            label={say("add.gateway.endpoint")}
            hint={say("add.gateway.endpointHint")}
            value={fields.endpoint}
            onChange={set("endpoint")}
            isRequired
            wrong={wrong("endpoint")}
          />
        </div>
        <div className="row wrap" role="status">
          <Press type="submit" isDisabled={!connected} isPending={add.isPending}>
            {say("add.gateway.go")}
          </Press>
          {add.data && (
            <span className="small">{say("add.gateway.added", { name: add.data.id })}</span>
          )}
        </div>
        <Trouble error={add.error} />
      </form>
    </Card>
  );
}
