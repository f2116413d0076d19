import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../api/client.ts";
import { useConnected, usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Notice, Press } from "../../kit/parts.tsx";

/** Every change, and the way back. */
export function HistoryCard() {
  const { api, words } = usePage();
  const queries = useQueryClient();
  const connected = useConnected();
  const trouble = useTroubleText();
  const asked = useQuery({
    queryKey: ["history"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/settings/history"))).items,
  });
  const restore = useMutation({
    mutationFn: (version: number) =>
      dataOf(api.client.POST("/api/v1/settings/restore", { body: { version } })),
    onSettled: () =>
      queries.invalidateQueries({ predicate: ({ queryKey: [key] }) => key !== "session" }),
  });
  return (
    <Card title={words.say("settings.history")}>
      <Loaded asked={asked}>
        {(changes) =>
          changes.length === 0 ? (
            <p className="muted small">{words.say("settings.history.none")}</p>
          ) : (
            <ul className="list">
              {changes.slice(0, 20).map(({ version, at, who, what }) => (
                <li key={version}>
                  <div className="grow">
                    <div className="name">{what}</div>
                    <div className="muted small num">
                      {who}, {words.moment(at)}
                    </div>
                  </div>
                  <Press
                    isDisabled={!connected || restore.isPending}
                    onPress={() => restore.mutate(version)}
                  >
                    {words.say("settings.history.restore")}
                  </Press>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      {restore.error && <Notice look="clay">{trouble(restore.error)}</Notice>}
    </Card>
  );
}
