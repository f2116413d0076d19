import { useMutation, useQuery } from "@tanstack/react-query";
import { dataOf } from "../../../api/client.ts";
import { gatewaysQuery } from "../../../api/queries.ts";
import { Choice } from "../../../kit/fields.tsx";
import { useConnected, usePage } from "../../../kit/page.tsx";
import { Press, Trouble } from "../../../kit/parts.tsx";

interface PortsProps {
  readonly chosen: string;
  readonly choose: (port: { readonly gateway: string; readonly endpoint: string }) => void;
}

/** Ports that gateways have named and that are no telephones yet, to choose from. */
export function GatewayPorts({ chosen, choose }: PortsProps) {
  const { api, words } = usePage();
  const { say } = words;
  const connected = useConnected();
  const search = useMutation({
    mutationFn: () => dataOf(api.client.POST("/api/v1/gateways/search")),
  });
  const { data: where, isPending, error } = search;
  const all = useQuery(gatewaysQuery(api, where !== undefined)).data ?? [];
  const free = all.flatMap(({ gateway, ports }) =>
    ports.flatMap(({ endpoint, device }) => (device === undefined ? [{ gateway, endpoint }] : [])),
  );
  return (
    <div className="stack gap-small">
      <div className="row wrap gap-small">
        <Press isDisabled={!connected || isPending} onPress={() => search.mutate()}>
          {say("add.gateway.search")}
        </Press>
        <span className="muted small" role="status">
          {where && free.length === 0 && say("add.gateway.searching")}
        </span>
      </div>
      {where && (
        <p className="muted small">
          {isHere(where.host)
            ? say("add.gateway.onlyHere")
            : say("add.gateway.callAgent", { where: `${where.host}:${where.port}` })}
        </p>
      )}
      <Trouble error={error} />
      {free.length > 0 && (
        <Choice
          label={say("add.gateway.ports", { n: free.length })}
          value={String(free.findIndex(({ endpoint }) => endpoint === chosen))}
          onChange={(at) => {
            const port = free[Number(at)];
            if (port) choose(port);
          }}
          options={[
            ["-1", say("add.gateway.choosePort")],
            ...free.map(({ endpoint }, i) => [String(i), endpoint] as const),
          ]}
        />
      )}
    </div>
  );
}

const isHere = (host: string): boolean => host.startsWith("127.") || host === "::1";
