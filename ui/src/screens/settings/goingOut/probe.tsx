import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Check as Tick, X } from "lucide-react";
import { useState } from "react";
import { dataOf } from "../../../api/client.ts";
import { Choice, Field } from "../../../kit/fields.tsx";
import { useNames, usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Trouble } from "../../../kit/parts.tsx";
import { dialView } from "./outWords.ts";

/** What would happen if that were dialled: asked anew whenever the question, the settings or a call change. */
export function Probe() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const settings = useSettings();
  const [to, setTo] = useState("");
  const [device, setDevice] = useState("");
  const dialled = to.trim();
  const asked = useQuery({
    queryKey: ["decide", "out", dialled, device],
    queryFn: () =>
      dataOf(
        api.client.POST("/api/v1/decide/out", {
          body: { to: dialled, ...(device !== "" && { device }) },
        }),
      ),
    enabled: dialled !== "",
    placeholderData: keepPreviousData,
    retry: false,
  });
  const view =
    dialled !== "" && asked.data ? dialView(asked.data, dialled, { words, names }) : undefined;
  return (
    <Card title={say("out.probe")} className="probe">
      <div className="stack">
        <div className="fields">
          <Field
            label={say("out.probe.to")}
            hint={say("out.probe.hint")}
            inputMode="tel"
            value={to}
            onChange={setTo}
            autoComplete="off"
          />
          <Choice
            label={say("out.probe.from")}
            value={device}
            onChange={setDevice}
            options={[
              ["", say("out.probe.any")],
              ...(settings?.devices ?? []).map(({ id }) => [id, names.title(id)] as const),
            ]}
          />
        </div>
        <div role="status" className="stack gap-small">
          {view && (
            <>
              <p className={`answer says ${view.look}`}>{view.sentence}</p>
              {view.facts.length > 0 && <p className="muted small">{view.facts.join(" · ")}</p>}
            </>
          )}
        </div>
        {view && view.why.length > 0 && (
          <ul className="trial">
            {view.why.map(({ rule, matched, reason }) => (
              <li key={rule} className={matched ? "well" : "past"}>
                {matched ? (
                  <Tick size={17} aria-label={say("why.yes")} />
                ) : (
                  <X size={17} aria-label={say("why.no")} />
                )}
                <span>
                  <b>{rule}</b> <span className="muted">{reason}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
        <Trouble error={asked.error} />
      </div>
    </Card>
  );
}
