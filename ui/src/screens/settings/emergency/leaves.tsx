import { useQuery } from "@tanstack/react-query";
import { emergencyNumbers } from "#telephony/number/emergency.ts";
import { numbering } from "#telephony/settings/home.ts";
import { dataOf } from "../../../api/client.ts";
import { useNames, usePage, useSettings } from "../../../kit/page.tsx";
import { Card, Loaded } from "../../../kit/parts.tsx";
import type { SettingsDocument } from "../../../words/decision.ts";
import { dialView } from "../goingOut/outWords.ts";
import { helpIn } from "./helpSettings.ts";

/** As the house's telephones know them: those of the country first. */
export function helpNumbersOf(document: SettingsDocument): readonly string[] {
  const { owner, numbers = [] } = document;
  const { country } = numbering({ owner: owner ?? {}, numbers } as never);
  return emergencyNumbers(country, helpIn(document).numbers ?? []);
}

/** Whether a call for help would leave the house now: the same question as that of any call. */
export function Leaves() {
  const { api, words } = usePage();
  const { say } = words;
  const names = useNames();
  const settings = useSettings() ?? {};
  const [first = "112"] = helpNumbersOf(settings).filter((number) =>
    settings.owner?.country === "US" || settings.owner?.country === "CA" ? number === "911" : true,
  );
  const { test } = helpIn(settings);
  const asked = useQuery({
    queryKey: ["decide", "out", first, ""],
    queryFn: () => dataOf(api.client.POST("/api/v1/decide/out", { body: { to: first } })),
    retry: false,
  });
  return (
    <Card title={say("help.leaves")}>
      <Loaded asked={asked} lines={2}>
        {(answer) => {
          const { look, sentence, facts } = dialView(answer, first, { words, names });
          return (
            <div className="stack gap-small" role="status">
              <p className={`answer says ${look}`}>{sentence}</p>
              {facts.length > 0 && <p className="muted small">{facts.join(" · ")}</p>}
              <p className="muted small">
                {test ? say("help.test.is", { number: test }) : say("help.test.none")}
              </p>
            </div>
          );
        }}
      </Loaded>
    </Card>
  );
}
