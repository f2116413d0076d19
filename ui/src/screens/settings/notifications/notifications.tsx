import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { useHandset, usePage } from "../../../kit/page.tsx";
import { Card, Notice, Press } from "../../../kit/parts.tsx";
import { pushState } from "./pushState.ts";
import { isSubscribed, subscribe, unsubscribe } from "./subscribing.ts";
import { thisBrowser } from "./thisBrowser.ts";

/** Whether this browser is woken when somebody calls; each is asked in its own place. */
export default function Notifications() {
  const { api, words, language } = usePage();
  const { say } = words;
  const { device } = useHandset();
  const queries = useQueryClient();
  const asked = useQuery({
    queryKey: ["push", device],
    queryFn: async () => ({ ...thisBrowser(), subscribed: await isSubscribed(api, device) }),
  });
  const change = useMutation({
    mutationFn: async (on: boolean) => {
      if (on && device !== undefined) await subscribe(api, device, language);
      else await unsubscribe(api);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["push"] }),
  });
  const browser = asked.data ?? { ...thisBrowser(), subscribed: false };
  const state = pushState({ ...browser, telephone: device !== undefined });
  return (
    <Card title={say("notifications.title")}>
      <div className="stack">
        <p>{say("notifications.why")}</p>
        <p role="status">{say(`notifications.state.${state}`)}</p>
        {change.isError && <Notice look="clay">{say("notifications.failed")}</Notice>}
        {state === "off" && (
          <div>
            <Press look="primary" isDisabled={change.isPending} onPress={() => change.mutate(true)}>
              {say("notifications.turnOn")}
            </Press>
          </div>
        )}
        {state === "on" && (
          <div>
            <Press isDisabled={change.isPending} onPress={() => change.mutate(false)}>
              {say("notifications.turnOff")}
            </Press>
          </div>
        )}
        {state === "noTelephone" && <Link to="/settings/page">{say("settings.tab.page")}</Link>}
        <p className="muted small">{say("notifications.leaves")}</p>
      </div>
    </Card>
  );
}
