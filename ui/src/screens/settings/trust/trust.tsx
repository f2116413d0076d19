/** Settings → Trust: whose word counts about who calls. */
import { useQuery } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff } from "lucide-react";
import { Link } from "react-router";
import { dataOf } from "../../../api/client.ts";
import { Check } from "../../../kit/fields.tsx";
import { Locked, useMayChange } from "../../../kit/locked.tsx";
import { useNames, useNow, usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Loaded, Press } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { LongField, NumberField } from "../itemField.tsx";
import { type AccountItem, itemsOf, sectionOf } from "../parts/document.ts";
import { PartForm, Refusals } from "../parts/partForm.tsx";
import { useAct } from "../parts/useAct.ts";
import { usePart } from "../parts/usePart.ts";
import { ChooseFile } from "./chooseFile.tsx";
import { asksForIt, nameIn } from "./trustWords.ts";
import "../parts/parts.css";
import "../goingOut/goingOut.css";

export default function Trust() {
  const { say } = usePage().words;
  return (
    <div className="stack">
      <Locked />
      <p className="muted">{say("trust.what")}</p>
      <Authorities />
      <Carriers />
      <Asking />
    </div>
  );
}

interface Callers {
  readonly signatures?: Signatures;
}
interface Signatures {
  readonly authorities?: string;
  readonly wait?: number | null;
}

const signaturesIn = (document: SettingsDocument): Signatures =>
  sectionOf<Callers>(document, "callers").signatures ?? {};

const withSignatures = (now: SettingsDocument, signatures: Signatures): SettingsDocument => ({
  ...now,
  callers: { ...sectionOf<Callers>(now, "callers"), signatures },
});

/** Who may issue the certificates of those who sign. */
function Authorities() {
  const { api, words } = usePage();
  const { say } = words;
  const mayChange = useMayChange();
  const now = useNow(60_000);
  const settings = useSettings() ?? {};
  const asked = useQuery({
    queryKey: ["settings", "authorities"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/callers/authorities"))).items,
  });
  const { act, refused } = useAct();
  const isSet = signaturesIn(settings).authorities !== undefined;
  return (
    <Card
      title={say("trust.title")}
      action={
        isSet && (
          <Press
            look="bare red"
            isDisabled={!mayChange}
            onPress={() =>
              void act((now) => {
                const { authorities: _, ...rest } = signaturesIn(now);
                return withSignatures(now, rest);
              }, say("trust.cleared"))
            }
          >
            {say("trust.clear")}
          </Press>
        )
      }
    >
      <div className="stack">
        <Loaded asked={asked} lines={2}>
          {(all) =>
            all.length === 0 ? (
              <p className="row gap-small">
                <ShieldOff size={18} aria-hidden="true" />
                {say("trust.none")}
              </p>
            ) : (
              <ul className="list">
                {all.map(({ subject, validTo, isAuthority }) => (
                  <li key={subject}>
                    <ShieldCheck size={18} aria-hidden="true" />
                    <div className="grow">
                      <p className="name" dir="auto">
                        {nameIn(subject)}
                      </p>
                      <p className="muted small">
                        {say("trust.authority", {
                          until: words.moment(validTo),
                          valid: validTo > now ? "yes" : "no",
                        })}
                        {!isAuthority && ` · ${say("trust.notAuthority")}`}
                      </p>
                    </div>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
        <Refusals all={refused} />
        <Write isSet={isSet} />
        <Wait />
      </div>
    </Card>
  );
}

function Write({ isSet }: { readonly isSet: boolean }) {
  const { say } = usePage().words;
  const part = usePart<string>({
    start: "",
    into: (now, pem) => withSignatures(now, { ...signaturesIn(now), authorities: pem }),
    at: () => "/callers/signatures",
    fields: ["/authorities"],
  });
  return (
    <PartForm part={part} told={() => say("trust.changed")} label={say("trust.paste")}>
      <div>
        <ChooseFile
          text={say("trust.add")}
          accept=".pem,.crt,.cer,application/x-pem-file"
          read={part.set}
        />
      </div>
      <LongField
        label={say("trust.paste")}
        hint={`${say("trust.paste.hint")}.${isSet ? ` ${say("trust.replace")}` : ""}`}
        value={part.value}
        set={part.set}
        wrong={part.wrongAt("/authorities")}
      />
    </PartForm>
  );
}

function Wait() {
  const { say } = usePage().words;
  const settings = useSettings() ?? {};
  const part = usePart<number | null>({
    start: signaturesIn(settings).wait ?? 1.5,
    into: (now, wait) => withSignatures(now, { ...signaturesIn(now), wait: wait ?? 1.5 }),
    at: () => "/callers/signatures",
    fields: ["/wait"],
  });
  return (
    <PartForm part={part} told={() => say("trust.waitChanged")} label={say("trust.wait")}>
      <div className="fields">
        <NumberField
          label={say("trust.wait")}
          hint={say("trust.wait.hint")}
          value={part.value}
          set={part.set}
          wrong={part.wrongAt("/wait")}
        />
      </div>
    </PartForm>
  );
}

/** Accounts that check by themselves, and whether they are believed. */
function Carriers() {
  const { say } = usePage().words;
  const names = useNames();
  const mayChange = useMayChange();
  const settings = useSettings() ?? {};
  const { act, refused } = useAct();
  const accounts = itemsOf<AccountItem>(settings, "accounts");
  const believe = (id: string, on: boolean): void =>
    void act(
      (now) => ({
        ...now,
        accounts: (now.accounts ?? []).map((one) =>
          one.id === id ? { ...one, verstat: on } : one,
        ),
      }),
      say("trust.believed", { account: names.account(id), yes: on ? "yes" : "no" }),
    );
  return (
    <Card title={say("trust.carriers")}>
      <div className="stack gap-small">
        <p className="muted small">{say("trust.carriers.text")}</p>
        {accounts.length === 0 && <p className="muted small">{say("trust.carriers.none")}</p>}
        <fieldset className="checks" disabled={!mayChange}>
          {accounts.map(({ id, verstat = false }) => (
            <Check
              key={id}
              label={names.account(id)}
              checked={verstat}
              onChange={(on) => believe(id, on)}
            />
          ))}
        </fieldset>
        <Refusals all={refused} />
      </div>
    </Card>
  );
}

/** Rules for which it matters. */
function Asking() {
  const { say } = usePage().words;
  const names = useNames();
  const rules = (useSettings()?.rules ?? []).filter(({ when }) => asksForIt(when));
  return (
    <Card title={say("trust.rules")}>
      {rules.length === 0 ? (
        <p className="muted small">{say("trust.rules.none")}</p>
      ) : (
        <ul className="list">
          {rules.map(({ id }) => (
            <li key={id}>
              <Link className="link" to={`/handling#rule-${id}`}>
                {names.rule(id)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
