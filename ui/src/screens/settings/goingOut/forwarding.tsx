import { useQuery } from "@tanstack/react-query";
import { checkQuery } from "../../../api/queries.ts";
import { Check } from "../../../kit/fields.tsx";
import { useMayChange } from "../../../kit/locked.tsx";
import { useNames, usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Notice } from "../../../kit/parts.tsx";
import { sectionOf, withoutEmpty } from "../parts/document.ts";
import { PartForm, Refusals } from "../parts/partForm.tsx";
import { SecretField } from "../parts/secretField.tsx";
import { useAct } from "../parts/useAct.ts";
import { usePart } from "../parts/usePart.ts";
import { type SentTo, sentTo, withCost } from "./sentAbroad.ts";

interface Mailbox {
  readonly pin?: unknown;
}

/** Callers who are sent on at the owner's cost: where rules do that, and the PIN that keys ask for. */
export function Forwarding() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const mayChange = useMayChange();
  const settings = useSettings() ?? {};
  const warnings = useQuery(checkQuery(api)).data ?? [];
  const { act, refused } = useAct();
  const dear = new Set(
    warnings
      .filter(({ code }) => code === "check.unconfirmed")
      .map(({ params }) => String(params["to"])),
  );
  const shown = sentTo(settings).filter(({ number, mayCost }) => mayCost || dear.has(number));
  const turn = ({ number }: SentTo, on: boolean): void =>
    void act(
      (now) => withCost(now, number, on),
      say("forwarding.changed", { number: names.number(number), yes: on ? "yes" : "no" }),
    );
  return (
    <Card title={say("forwarding.title")}>
      <div className="stack">
        <p className="muted small">{say("forwarding.text")}</p>
        {shown.length > 0 && (
          <div className="checks">
            {shown.map((one) => (
              <Check
                key={one.number}
                label={say("forwarding.may", {
                  number: names.number(one.number),
                  rules: words.list(one.rules.map((id) => names.rule(id))),
                })}
                checked={one.mayCost}
                onChange={(on) => mayChange && turn(one, on)}
              />
            ))}
          </div>
        )}
        <Refusals all={refused} />
        <Pin />
      </div>
    </Card>
  );
}

function Pin() {
  const { words } = usePage();
  const { say } = words;
  const settings = useSettings() ?? {};
  const before = sectionOf<Mailbox>(settings, "mailbox").pin;
  const part = usePart<{ readonly pin: string }>({
    start: { pin: "" },
    into: (now, { pin }) => ({
      ...now,
      mailbox: withoutEmpty({ ...sectionOf<Mailbox>(now, "mailbox"), ...(pin !== "" && { pin }) }),
    }),
    at: () => "/mailbox",
    fields: ["/pin"],
  });
  return (
    <>
      {!before && <Notice look="amber">{say("forwarding.noPin")}</Notice>}
      <PartForm part={part} told={() => say("forwarding.pinChanged")} label={say("forwarding.pin")}>
        <div className="fields">
          <SecretField
            label={say("forwarding.pin")}
            hint={say("forwarding.pin.hint")}
            value={part.value.pin === "" ? before : part.value.pin}
            set={(pin) => part.set({ pin })}
            wrong={part.wrongAt("/pin")}
          />
        </div>
      </PartForm>
    </>
  );
}
