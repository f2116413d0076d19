import { type ClientRequest, type IncomingMessage, request as plain } from "node:http";
import { request as secured } from "node:https";
import { isIP } from "node:net";
import { rootCertificates } from "node:tls";
import { bareHost } from "#kit/ipAddress.ts";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Http, HttpAnswer, HttpRequest } from "#world/http.ts";
import { networkTrouble } from "#world/node/networkTrouble.ts";

/** A connection for each request: what was checked is what is spoken to, and nothing stays open. */
export const nodeHttp: Http = {
  ask: (request) =>
    new Promise((resolve) => {
      if (request.abandoned.aborted) return resolve(abandoned(request));
      const out = begun(request);
      if (!out.ok) return resolve(out);
      const { value: sent } = out;
      let isAnswered = false;
      sent.on("response", (answer) => {
        isAnswered = true;
        void read(answer, request).then(resolve);
      });
      sent.on("upgrade", (_answer, socket) => socket.destroy());
      sent.on("error", (error) => resolve(trouble(error, request)));
      sent.on("close", () => {
        if (!isAnswered) resolve(fail("http.badAnswer", request.url.host));
      });
      sent.end(request.body);
    }),
};

function begun(request: HttpRequest): Result<ClientRequest> {
  const make = request.url.protocol === "https:" ? secured : plain;
  try {
    return ok(make(optionsOf(request)));
  } catch (error) {
    // a header that may not be written
    return fail("http.badUrl", `${request.url.host}: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function optionsOf({ url, address, method, headers, body, abandoned: signal }: HttpRequest) {
  const host = bareHost(url.hostname);
  return {
    host: address,
    port: url.port || (url.protocol === "https:" ? 443 : 80),
    path: url.pathname + url.search,
    method,
    headers: {
      "accept-encoding": "identity",
      ...headers,
      host: url.host,
      ...(body && { "content-length": body.length }),
    },
    agent: false,
    signal,
    maxHeaderSize: 16 * 1024,
    ...(isIP(host) === 0 && { servername: host }),
    ca: [...rootCertificates],
  };
}

async function read(
  answer: IncomingMessage,
  { most, url, abandoned: signal }: HttpRequest,
): Promise<Result<HttpAnswer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const part of answer as AsyncIterable<Uint8Array>) {
      size += part.length;
      if (size > most) {
        answer.destroy();
        return fail("http.tooLarge", `${url.host}: more than ${most} bytes`);
      }
      parts.push(part);
    }
  } catch {
    return fail(signal.aborted ? "http.abandoned" : "http.badAnswer", url.host);
  }
  return ok({
    status: answer.statusCode ?? 0,
    headers: headersOf(answer),
    body: new Uint8Array(Buffer.concat(parts)),
  });
}

const headersOf = ({ headers }: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, [value ?? ""].flat().join(", ")]),
  );

const abandoned = ({ url }: HttpRequest): Result<never> => fail("http.abandoned", url.host);

function trouble(error: Error, request: HttpRequest): Result<never> {
  const { url, address } = request;
  if (request.abandoned.aborted) return abandoned(request);
  const { code = "" } = error as NodeJS.ErrnoException;
  if (code.startsWith("HPE_")) return fail("http.badAnswer", `${url.host}: ${code}`);
  return networkTrouble(error, { host: address, port: Number(url.port) });
}
