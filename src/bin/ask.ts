/** Asks a running server, by its API, with the token of the environment. */
import { told } from "./environment.ts";
import { stop } from "./exit.ts";

const base = (): string => process.env["RINGWISE_URL"] ?? "http://localhost:8080";

export async function ask(method: string, path: string, more: RequestInit = {}): Promise<Response> {
  const token = told("token");
  if (token === undefined) stop(2, "RINGWISE_TOKEN must hold an API token (page: Settings)");
  const type = more.body === undefined ? {} : { "content-type": "application/json" };
  const headers = { authorization: `Bearer ${token}`, ...type, ...more.headers };
  const request = { method, ...more, headers };
  const answer = await fetch(`${base()}${path}`, request).catch(() => undefined);
  if (answer === undefined) return stop(1, `nobody answers at ${base()} (RINGWISE_URL)`);
  if (!answer.ok) return refused(answer);
  return answer;
}

async function refused(answer: Response): Promise<never> {
  const { detail, problems = [] } = (await answer.json()) as {
    readonly detail: string;
    readonly problems?: readonly { readonly path: string; readonly detail: string }[];
  };
  const lines = problems.map((one) => `${one.path}: ${one.detail}`);
  return stop(answer.status === 422 ? 2 : 1, detail, ...lines);
}
