import type { Device } from "../../api/client.ts";
import { useConnected, useWords } from "../../kit/page.tsx";
import { Card, Notice, Press, Trouble } from "../../kit/parts.tsx";
import { LoginFacts } from "./login.tsx";
import { useDevices } from "./useDevices.ts";

/** Another secret, shown once, and what that means for the telephone. */
export function NewPassword({ device: { id, name } }: { readonly device: Device }) {
  const { say } = useWords();
  const connected = useConnected();
  const { newSecret } = useDevices();
  const login = newSecret.data?.login;
  return (
    <Card title={say("device.secret.title")}>
      {login ? (
        <div className="stack gap-small" role="status">
          <Notice look="amber">{say("device.secret.once", { name })}</Notice>
          <LoginFacts login={login} />
        </div>
      ) : (
        <div className="stack gap-small">
          <p className="muted small">{say("device.secret.text", { name })}</p>
          <div>
            <Press
              isDisabled={!connected}
              isPending={newSecret.isPending}
              onPress={() => newSecret.mutate(id)}
            >
              {say("device.secret.new")}
            </Press>
          </div>
        </div>
      )}
      <Trouble error={newSecret.error} />
    </Card>
  );
}
