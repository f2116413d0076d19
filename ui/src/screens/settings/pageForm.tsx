import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { here } from "../../kit/base.ts";
import { Choice } from "../../kit/fields.tsx";
import { type Look, remember, remembered, showLook } from "../../kit/look.ts";
import { useHandset, usePage, useSettings } from "../../kit/page.tsx";
import { Press } from "../../kit/parts.tsx";
import { Segments } from "../../kit/segments.tsx";
import { none, useBecome } from "../../shell/ownDevice.ts";
import { languages, mirror, mirrorName } from "../../words/languages.ts";
import { Headset } from "./headset.tsx";

/** What this browser keeps for itself: language, look, which telephone it is. */
export function PageForm() {
  const { words, language, setLanguage } = usePage();
  const { device } = useHandset();
  const become = useBecome();
  const browsers = (useSettings()?.devices ?? []).filter(({ kind }) => kind === "browser");
  const [look, setLook] = useState<Look>((remembered("look") as Look | undefined) ?? "system");
  const { say } = words;

  function choose(next: string): void {
    setLook(next as Look);
    remember("look", next);
    showLook();
  }
  return (
    <div className="stack">
      <section className="card stack" aria-label={say("settings.tab.page")}>
        <div className="field">
          <span className="label">{say("settings.page.look")}</span>
          <div>
            <Segments
              label={say("settings.page.look")}
              value={look}
              onChange={choose}
              options={(["system", "light", "dark"] as const).map(
                (one) => [one, say(`settings.page.look.${one}`)] as const,
              )}
            />
          </div>
        </div>
        <div className="fields">
          <Choice
            label={say("settings.page.language")}
            value={language}
            onChange={setLanguage}
            options={[
              ...Object.entries(languages),
              ...(language === mirror ? [[mirror, mirrorName] as const] : []),
            ]}
          />
          <Choice
            label={say("settings.page.telephone")}
            value={device ?? none}
            onChange={become}
            options={[
              [none, say("settings.page.none")] as const,
              ...browsers.map(({ id, name }) => [id, name ?? id] as const),
            ]}
          />
        </div>
        <Headset />
      </section>
      <SignOut />
    </div>
  );
}

function SignOut() {
  const { api, words, phone } = usePage();
  const queries = useQueryClient();
  const signOut = useMutation({
    mutationFn: () => dataOf(api.client.DELETE("/api/v1/session")),
    async onSettled() {
      phone.be(undefined);
      queries.clear();
      await queries.invalidateQueries();
      location.assign(here("/"));
    },
  });
  return (
    <div>
      <Press onPress={() => signOut.mutate()}>{words.say("nav.signOut")}</Press>
    </div>
  );
}
