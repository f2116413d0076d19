import { connect, type Socket } from "node:net";
import { fail, ok, type Result } from "#kit/result.ts";
import type { Letter, Mail, PostOffice } from "#world/mail.ts";

/** By nodemailer, which is read when the first letter is sent. A connection for each. */
export const nodeMail: Mail = {
  async send(letter, office, within) {
    const { createTransport } = await import("nodemailer");
    const transport = createTransport({
      host: office.host,
      port: office.port,
      secure: office.security === "tls",
      requireTLS: office.security === "starttls",
      ignoreTLS: office.security === "none",
      ...(office.login && { auth: { user: office.login.user, pass: office.login.password } }),
      getSocket: connecting(office, AbortSignal.timeout(within)),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    try {
      await transport.sendMail(written(letter));
      return ok(undefined);
    } catch (error) {
      return trouble(error as Refusal, office);
    } finally {
      transport.close();
    }
  },
};

/** A connection that is gone when time is up: a server that says something now and then would keep it for ever. */
const connecting =
  ({ host, address = host, port }: PostOffice, timeUp: AbortSignal) =>
  (
    _options: unknown,
    then: (error: Error | null, socket?: { connection: Socket }) => void,
  ): void => {
    const socket = connect({ host: address, port, signal: timeUp });
    const failed = (error: Error): void => then(error);
    socket.once("error", failed);
    socket.once("connect", () => {
      socket.off("error", failed);
      then(null, { connection: socket });
    });
  };

const written = ({ from, to, subject, text, messageId, enclosed }: Letter) => ({
  from,
  to,
  subject,
  text,
  messageId,
  attachments: enclosed
    ? [
        {
          filename: enclosed.name,
          contentType: enclosed.type,
          content: Buffer.from(enclosed.bytes),
        },
      ]
    : [],
  // RFC 3834 §5: nobody's absence is told to it.
  headers: { "Auto-Submitted": "auto-generated" },
});

interface Refusal {
  readonly code?: string;
  readonly responseCode?: number;
  readonly message: string;
}

/** What a server says may quote whom it was said to: the code alone is told. */
function trouble({ code, responseCode }: Refusal, { host }: PostOffice): Result<never> {
  const said = `${host}: ${responseCode ?? code ?? "no answer"}`;
  if (code === "EAUTH") return fail("mail.badLogin", said);
  if (responseCode === undefined) return fail("mail.unreachable", said);
  return responseCode >= 500 ? fail("mail.refused", said) : fail("mail.notNow", said);
}
