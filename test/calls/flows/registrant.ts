import { type Answered, credentialLines, takeChallenge } from "#sip/auth/answer.ts";
import type { Login } from "#sip/auth/digest.ts";
import { makeRequest } from "#sip/message/make.ts";
import type { HeaderLine, SipRequest, SipResponse } from "#sip/message/message.ts";
import { nodeCrypto } from "#world/node/nodeCrypto.ts";
import type { Person } from "../../phones/person.ts";

export interface Registers {
  readonly contact?: string;
  /** The header; none unless said. */
  readonly expires?: number;
}

export interface Registrar {
  readonly host: string;
  readonly domain: string;
}

/** Bob's telephone as it registers, message by message: it keeps the challenge that it was given. */
export class Registrant {
  readonly #person: Person;
  readonly #login: Login;
  readonly #registrar: Registrar;
  #answered: readonly Answered[] = [];
  #sequence = 0;

  constructor(person: Person, login: Login, registrar: Registrar) {
    this.#person = person;
    this.#login = login;
    this.#registrar = registrar;
  }

  /** One REGISTER and its answer; a challenge is kept for the next. */
  registers(wishes: Registers, then: (response: SipResponse) => void): void {
    const { host } = this.#registrar;
    const hops = [{ protocol: "UDP" as const, remote: { host, port: 5060 } }];
    this.#person.agent.ask(
      { destination: { to: "hops", hops }, make: () => this.#register(wishes) },
      (answer) => {
        if (answer.on !== "response") return;
        const { response } = answer;
        const taken = takeChallenge(this.#answered, response);
        if (response.status === 401 && taken.ok) this.#answered = taken.value;
        then(response);
      },
    );
  }

  #register({ contact, expires }: Registers): SipRequest {
    const { domain } = this.#registrar;
    const uri = `sip:${domain}`;
    const of = `<sip:${this.#login.user}@${domain}>`;
    const facts = { crypto: nodeCrypto, cnonce: `cnonce${this.#sequence}` };
    const request = { method: "REGISTER", uri };
    const [answered, credentials] = credentialLines(this.#answered, request, this.#login, facts);
    this.#answered = answered;
    return makeRequest({
      ...request,
      headers: [
        { name: "From", text: `${of};tag=bob` },
        { name: "To", text: of },
        { name: "Call-ID", text: "bob-registers" },
        { name: "CSeq", text: `${++this.#sequence} REGISTER` },
        { name: "Max-Forwards", text: "70" },
        ...credentials,
        ...line("Contact", contact),
        ...line("Expires", expires),
      ],
    });
  }
}

const line = (name: string, value: string | number | undefined): readonly HeaderLine[] =>
  value === undefined ? [] : [{ name, text: String(value) }];
