import { fail, ok, type Result } from "#kit/result.ts";
import { after, type Millis, millis } from "#kit/time.ts";
import type { Clock } from "#world/clock.ts";
import type { Http, HttpAnswer, HttpRequest } from "#world/http.ts";

/** What a simulated service answers; nothing, and it never does. */
export type SimService = (request: HttpRequest) => Partial<HttpAnswer> | undefined;

/** Web services of a simulated internet, by the IP address that they are at. */
export interface SimHttp extends Http {
  /** From now on; its answer comes `delay` after the question. */
  serve(address: string, service: SimService, delay?: Millis): void;
  /** Questions that wait for their answer, in words. */
  readonly open: readonly string[];
}

export function simHttp(clock: Clock): SimHttp {
  const services = new Map<string, { readonly service: SimService; readonly delay: Millis }>();
  const open = new Set<string>();
  return {
    serve: (address, service, delay = millis(20)) => void services.set(address, { service, delay }),
    ask: (request) =>
      new Promise((resolve) => {
        const name = `HTTP ${request.method} ${request.url.href}`;
        open.add(name);
        const ends = (answer: Result<HttpAnswer>): void => {
          cancel();
          request.abandoned.removeEventListener("abort", given);
          open.delete(name);
          resolve(answer);
        };
        const given = (): void => ends(fail("http.abandoned", request.url.host));
        const at = services.get(request.address);
        const cancel = clock.at(after(clock.now(), at?.delay ?? millis(20)), () => {
          const answer = at?.service(request);
          if (!at) ends(fail("network.refused", request.address));
          else if (answer) ends(whole(answer, request));
        });
        request.abandoned.addEventListener("abort", given, { once: true });
        if (request.abandoned.aborted) given();
      }),
    get open() {
      return [...open];
    },
  };
}

function whole(answer: Partial<HttpAnswer>, { most, url }: HttpRequest): Result<HttpAnswer> {
  const { status = 200, headers = {}, body = new Uint8Array() } = answer;
  if (body.length > most) return fail("http.tooLarge", `${url.host}: more than ${most} bytes`);
  return ok({ status, headers, body });
}
