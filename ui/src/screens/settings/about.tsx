import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { Link } from "react-router";
import { dataOf } from "../../api/client.ts";
import { usePage } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import licences from "./licences.json";

/** Which program this is, where it keeps things, and what it is made of. */
export default function About() {
  const { api, words } = usePage();
  const { say } = words;
  const asked = useQuery({
    queryKey: ["about"],
    queryFn: () => dataOf(api.client.GET("/api/v1/about")),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="stack">
      <Card title={say("about.program")}>
        <Loaded asked={asked}>
          {({ version, runtime, folder }) => (
            <dl className="terms">
              <dt>{say("about.version")}</dt>
              <dd className="num">{version}</dd>
              <dt>{say("about.runtime")}</dt>
              <dd className="num">{runtime}</dd>
              {folder !== undefined && (
                <>
                  <dt>{say("about.folder")}</dt>
                  <dd>
                    <code>{folder}</code>
                  </dd>
                </>
              )}
              <dt>{say("about.licence")}</dt>
              <dd>Apache-2.0</dd>
            </dl>
          )}
        </Loaded>
        <p className="small">
          <Link to="/settings/api">{say("family.tokens.reference")}</Link>
        </p>
      </Card>
      <Card title={say("about.parts", { n: licences.length })}>
        <p className="muted small">{say("about.parts.text")}</p>
        <dl className="terms packages small">
          {licences.map(([name, version, licence]) => (
            <Fragment key={`${name} ${version}`}>
              <dt>
                {name} <span className="muted num">{version}</span>
              </dt>
              <dd>{licence}</dd>
            </Fragment>
          ))}
        </dl>
      </Card>
    </div>
  );
}
