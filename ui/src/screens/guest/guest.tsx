import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dataOf } from "../../api/client.ts";
import { keyInAddress } from "../../kit/keyInAddress.ts";
import { OtherLanguages } from "../../kit/otherLanguages.tsx";
import { usePage, useTitle } from "../../kit/page.tsx";
import { Notice, Press, Trouble } from "../../kit/parts.tsx";
import { namesOf } from "../../words/names.ts";
import "../setup/setup.css";

/** `/guest#k=…`: one question, one button. */
export default function Guest() {
  useTitle("guest.title");
  const { api, words } = usePage();
  const { say } = words;
  const names = namesOf(undefined, words); // nobody is signed in: the settings are not to be seen
  const [key] = useState(keyInAddress);
  const asked = useQuery({
    queryKey: ["guest", key],
    queryFn: () => dataOf(api.client.POST("/api/v1/guest/look", { body: { key } })),
    retry: false,
  });
  const act = useMutation({
    mutationFn: () => dataOf(api.client.POST("/api/v1/guest/act", { body: { key } })),
  });
  if (asked.error)
    return (
      <main className="setup">
        <h1>{say("guest.closed")}</h1>
        <p>{say("guest.closed.text")}</p>
        <OtherLanguages />
      </main>
    );
  if (!asked.data) return null;
  const { name } = asked.data;
  const { mode, minutes } = asked.data.act;
  return (
    <main className="setup">
      <h1>
        {minutes === undefined
          ? say("guest.headline.open", { mode: names.mode(mode) })
          : say("guest.headline", { mode: names.mode(mode), n: Math.round(minutes / 60) })}
      </h1>
      <p>{say("guest.text", { name })}</p>
      <Trouble error={act.error} />
      {act.data ? (
        <Notice look="pine">
          {act.data.until === undefined
            ? say("guest.done")
            : say("guest.doneUntil", { until: words.moment(act.data.until) })}
        </Notice>
      ) : (
        <div>
          <Press look="primary large" isDisabled={act.isPending} onPress={() => act.mutate()}>
            {say("guest.act")}
          </Press>
        </div>
      )}
      <OtherLanguages />
    </main>
  );
}
