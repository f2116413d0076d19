import { useQuery } from "@tanstack/react-query";
import { dataOf, type Schemas } from "../../api/client.ts";
import { usePage, useTroubleText } from "../../kit/page.tsx";
import { Card, Loaded, Press } from "../../kit/parts.tsx";
import { agentName } from "./agentName.ts";
import { useAct } from "./useAct.ts";

type Session = Schemas["OpenSession"];

/** Where one is signed in, this page first; the owner sees the family's too. */
export function Sessions({ named }: { readonly named: boolean }) {
  const { api, words } = usePage();
  const asked = useQuery({
    queryKey: ["sessions"],
    queryFn: async () => (await dataOf(api.client.GET("/api/v1/sessions"))).items,
  });
  return (
    <Card title={words.say("family.sessions")}>
      <Loaded asked={asked}>
        {(sessions) => (
          <ul className="list">
            {[...sessions]
              .sort((a, b) => Number(b.current) - Number(a.current))
              .map((session) => (
                <OneSession key={session.id} session={session} named={named} />
              ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}

function OneSession({ session, named }: { readonly session: Session; readonly named: boolean }) {
  const { api, words } = usePage();
  const { say } = words;
  const trouble = useTroubleText();
  const path = { id: session.id };
  const end = useAct("sessions", () =>
    dataOf(api.client.DELETE("/api/v1/sessions/{id}", { params: { path } })),
  );
  const { browser, system } = agentName(session.agent);
  const where =
    browser && system
      ? say("family.agent", { browser, system })
      : (browser ?? system ?? say("family.agent.unknown"));
  const when = words.moment(session.began);
  return (
    <li>
      <div className="grow">
        <div className="name">{where}</div>
        <div className="muted small num">
          {named
            ? say("family.session.of", { who: session.who, when })
            : say("family.session.since", { when })}
        </div>
        {end.error && <p className="wrong">{trouble(end.error)}</p>}
      </div>
      {session.current ? (
        <span className="chip pine">{say("family.session.here")}</span>
      ) : (
        <Press
          aria-label={say("family.session.endLabel", { name: where })}
          isDisabled={end.isPending}
          onPress={() => end.mutate(undefined)}
        >
          {say("family.session.end")}
        </Press>
      )}
    </li>
  );
}
