import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type Call, dataOf } from "../../api/client.ts";
import { statusQuery } from "../../api/queries.ts";
import { takingPart, useOwnCall } from "../../kit/liveCall.ts";
import { useConnected, useHandset, useIsOwner, useNames, usePage } from "../../kit/page.tsx";
import { Card, Press, Trouble } from "../../kit/parts.tsx";
import { otherParty } from "../../words/outcome.ts";
import { Choose } from "../home/choose.tsx";
import { FurtherButtons } from "../home/further.tsx";

/** What may be done from here with calls that are there: the one that rings, and those of other telephones. */
export default function CallsOfNow() {
  const { api } = usePage();
  const { device = "", hook } = useHandset();
  const live = useQuery(statusQuery(api)).data?.live ?? [];
  const elsewhere = live.filter(
    (call) => call.state === "talking" && !call.listenable && !isAt(device, call),
  );
  return (
    <>
      <WhileItRings />
      {hook === "on" &&
        device !== "" &&
        elsewhere.map((call) => <Taken key={call.id} call={call} />)}
    </>
  );
}

const isAt = (device: string, call: Call): boolean =>
  takingPart(call).includes(device) || (call.direction === "out" && call.via === device);

/** What else may become of whoever rings here. */
function WhileItRings() {
  const { words } = usePage();
  const names = useNames();
  const { ring } = useHandset();
  const isOwner = useIsOwner();
  const call = useOwnCall();
  if (!ring || !isOwner || call?.direction !== "in" || call.state !== "ringing") return null;
  const name = otherParty(call, names);
  return (
    <Card title={words.say("phone.whileRings")}>
      <div className="row wrap gap-small">
        <Choose call={call} name={name} asked={false} />
        <FurtherButtons call={call} name={name} />
      </div>
    </Card>
  );
}

/** Another telephone was quicker, or called by itself: the call can go on here. */
function Taken({ call }: { readonly call: Call }) {
  const { api, words } = usePage();
  const { device = "" } = useHandset();
  const names = useNames();
  const queries = useQueryClient();
  const connected = useConnected();
  const take = useMutation({
    mutationFn: () =>
      dataOf(
        api.client.POST("/api/v1/calls/{id}/take", {
          params: { path: { id: call.id } },
          body: { device },
        }),
      ),
    onSettled: () => queries.invalidateQueries({ queryKey: ["status"] }),
  });
  const own = call.direction === "out" && call.via !== undefined ? [call.via] : takingPart(call);
  return (
    <section className="card stack gap-small">
      <p>
        {words.say("phone.elsewhere", {
          name: otherParty(call, names),
          targets: words.list(own.map(names.leg)),
          direction: call.direction,
        })}
      </p>
      <div>
        <Press isDisabled={!connected || take.isPending} onPress={() => take.mutate()}>
          {words.say("phone.takeHere")}
        </Press>
      </div>
      <Trouble error={take.error} />
    </section>
  );
}
