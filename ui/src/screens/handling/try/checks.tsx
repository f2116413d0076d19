import { Check, X } from "lucide-react";
import { useMemo } from "react";
import type { Expectation } from "#telephony/settings/checks.ts";
import type { Settings } from "#telephony/settings/settings.ts";
import { useChange } from "../../../kit/change.ts";
import { useConnected, useSettings, useWords } from "../../../kit/page.tsx";
import { Card, Press, Trouble } from "../../../kit/parts.tsx";
import type { TryInHand } from "./useTry.ts";

/** The calls whose treatment shall stay; red where it did not. Nothing where none is kept. */
export function Checks({ here }: Pick<TryInHand, "here">) {
  const { say } = useWords();
  const settings = useSettings();
  const connected = useConnected();
  const { change, error, isPending } = useChange();
  const checks = (settings?.["checks"] ?? []) as readonly Expectation[];
  const broken = useMemo(
    () => new Set(here && settings ? here.brokenOf(settings as unknown as Settings) : []),
    [here, settings],
  );
  if (checks.length === 0) return null;
  const remove = (id: string): void =>
    void change((now) => ({
      ...now,
      checks: ((now["checks"] ?? []) as readonly Expectation[]).filter((one) => one.id !== id),
    }));
  return (
    <Card title={say("handling.checks.title")}>
      <p className={`small ${broken.size > 0 ? "check-broken" : "muted"}`} role="status">
        {say("handling.checks.sum", { n: checks.length, broken: broken.size })}
      </p>
      <Trouble error={error} />
      <ul className="kept-checks">
        {checks.map(({ id, name }) => {
          const holds = !broken.has(id);
          return (
            <li key={id} className={holds ? "" : "check-broken"}>
              {holds ? <Check size={16} aria-hidden="true" /> : <X size={16} aria-hidden="true" />}
              <span className="grow" dir="auto">
                {say("handling.checks.one", { name: name ?? id, holds: holds ? "yes" : "no" })}
              </span>
              <Press
                look="bare icon"
                isDisabled={!connected || isPending}
                aria-label={say("handling.checks.remove", { name: name ?? id })}
                onPress={() => remove(id)}
              >
                <X size={15} aria-hidden="true" />
              </Press>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
