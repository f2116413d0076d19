import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { dataOf } from "../../../api/client.ts";
import { policyKeyQuery } from "../../../api/queries.ts";
import { useConnected, usePage } from "../../../kit/page.tsx";
import { Card, Loaded, Press, Trouble } from "../../../kit/parts.tsx";
import { useTell } from "../../../kit/toasts.tsx";

/** What signs the owner's word at exchanges: to compare with what an operator sees, and to replace. */
export function PolicyKey() {
  const { api, words } = usePage();
  const { say } = words;
  const queries = useQueryClient();
  const connected = useConnected();
  const tell = useTell();
  const query = policyKeyQuery(api);
  const asked = useQuery(query);
  const rotate = useMutation({
    mutationFn: () => dataOf(api.client.POST("/api/v1/policy-key/rotate")),
    onSuccess(now) {
      queries.setQueryData(query.queryKey, now);
      tell({ text: say("policyKey.rotated") });
    },
  });
  return (
    <Card title={say("policyKey.title")}>
      <div className="stack gap-small">
        <p className="muted small">{say("policyKey.for")}</p>
        <Loaded asked={asked} lines={1}>
          {({ key, rotated }) => (
            <>
              <p>
                <code className="policy-key">{inGroups(key)}</code>
              </p>
              {rotated.length > 0 && (
                <details>
                  <summary className="link">
                    {say("policyKey.before", { n: rotated.length })}
                  </summary>
                  <ul className="muted small num">
                    {rotated.toReversed().map((at) => (
                      <li key={at}>{say("policyKey.replaced", { when: words.moment(at) })}</li>
                    ))}
                  </ul>
                </details>
              )}
            </>
          )}
        </Loaded>
        <div className="row wrap gap-small">
          <Press isDisabled={!connected || rotate.isPending} onPress={() => rotate.mutate()}>
            {say("policyKey.rotate")}
          </Press>
          <span className="muted small">{say("policyKey.rotate.hint")}</span>
        </div>
        <Trouble error={rotate.error} />
      </div>
    </Card>
  );
}

/** As it is read aloud. */
const inGroups = (key: string): string => key.match(/.{1,6}/g)?.join(" ") ?? key;
