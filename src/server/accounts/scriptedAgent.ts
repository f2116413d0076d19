import { listeners } from "#kit/listeners.ts";
import type { ServerTransaction, Way } from "#sip/agent/transactions.ts";
import type { Answer, Asking, Traffic, UserAgent } from "#sip/agent/userAgent.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { respond } from "#sip/message/response.ts";
import type { Flow } from "#sip/transport/flow.ts";

/** A user agent for tests: requests outside of dialogs are written down and answered by hand. */
export interface ScriptedAgent extends UserAgent {
  /** What was asked and is not answered yet, oldest first. */
  readonly asked: Asked[];
  /** Lets a request arrive; the answers go into the list. */
  arrive(request: SipRequest, flow: Flow): SipResponse[];
  lose(flow: Flow): void;
  pass(traffic: Traffic): void;
}

export interface Asked {
  readonly request: SipRequest;
  answer(status: number, headers?: readonly HeaderLine[]): void;
  fail(): void;
}

export function scriptedAgent(way: Way): ScriptedAgent {
  const losses = listeners<Flow>();
  const traffic = listeners<Traffic>();
  const served = new Map<string, (transaction: ServerTransaction) => void>();
  const asked: Asked[] = [];
  const ask = ({ make }: Asking, then: (answer: Answer) => void) => {
    const request = make(way, []);
    let open = true;
    const tell = (answer: Answer): void => {
      if (open) then(answer);
      open = false;
    };
    asked.push({
      request,
      answer: (status, headers = []) =>
        tell({
          on: "response",
          response: respond(request, status, { toTag: "far", headers }),
          way,
        }),
      fail: () => tell({ on: "failed", why: "timeout" }),
    });
    return () => {
      open = false;
    };
  };
  return {
    asked,
    ask,
    arrive(request, flow) {
      const answers: SipResponse[] = [];
      served.get(request.method)?.({
        request,
        flow,
        own: way.own,
        answer: (response) => answers.push(response),
        cancelled: listeners<SipRequest>().listen,
        over: listeners<undefined>().listen,
      });
      return answers;
    },
    lose: losses.tell,
    pass: traffic.tell,
    call: () => {
      throw new Error("this agent places no calls");
    },
    resume: () => undefined,
    invites: () => () => undefined,
    serve(method, each) {
      served.set(method, each);
      return () => void served.delete(method);
    },
    traffic: traffic.listen,
    losses: losses.listen,
    idle: () => true,
    held: () => ({ dialogs: 0, transactions: 0 }),
    close: () => undefined,
  };
}
