import { useQuery } from "@tanstack/react-query";
import { here } from "../../kit/base.ts";
import { usePage } from "../../kit/page.tsx";
import { Card, Loaded } from "../../kit/parts.tsx";
import { type Documented, type Operation, operationsOf, shapeOf } from "./apiShape.ts";

/** What programs may ask, out of the document that the server itself serves. */
export default function ApiReference() {
  const { words } = usePage();
  const { say } = words;
  const asked = useQuery({
    queryKey: ["openapi"],
    queryFn: async () => (await (await fetch(here("/api/v1/openapi.json"))).json()) as Documented,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div className="stack">
      <p>
        {say("api.text")} <a href={here("/api/v1/openapi.json")}>{say("api.document")}</a>
      </p>
      <Loaded asked={asked}>
        {(document) =>
          operationsOf(document).map(([tag, operations]) => (
            <Card key={tag} title={<code>{tag}</code>}>
              {operations.map((one) => (
                <OneOperation key={one.operationId} operation={one} document={document} />
              ))}
            </Card>
          ))
        }
      </Loaded>
    </div>
  );
}

interface OneProps {
  readonly operation: Operation;
  readonly document: Documented;
}

/** One operation: closed a line, open all of it. */
function OneOperation({ operation, document }: OneProps) {
  const { say } = usePage().words;
  const { method, path, summary, scope, parameters, body, answers } = operation;
  return (
    <details className="operation">
      <summary>
        <span className={`verb ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
        <span className="muted small">{summary}</span>
      </summary>
      <dl className="terms">
        <dt>{say("api.scope")}</dt>
        <dd>{scope === undefined ? say("api.open") : <code>{scope || say("api.own")}</code>}</dd>
        {parameters.length > 0 && (
          <>
            <dt>{say("api.parameters")}</dt>
            <dd>
              {parameters.map((one) => (
                <div key={one.name}>
                  <code>{one.name}</code> <span className="muted small">{one.description}</span>
                </div>
              ))}
            </dd>
          </>
        )}
        {body !== undefined && (
          <>
            <dt>{say("api.body")}</dt>
            <dd>
              <pre>{shapeOf(body, document)}</pre>
            </dd>
          </>
        )}
        {answers.map(({ status, schema }) => (
          <div key={status}>
            <dt className="num">{status}</dt>
            <dd>{schema ? <pre>{shapeOf(schema, document)}</pre> : "–"}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
