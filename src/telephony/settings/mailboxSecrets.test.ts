import assert from "node:assert/strict";
import { test } from "node:test";
import { withKeptSecrets, withoutSecrets } from "./secrets.ts";
import { validate } from "./validate.ts";

test("the mail server's password and a service's token are never read back, and are kept when sent back so", () => {
  const document = {
    mailbox: {
      smtp: { server: "mail.example", user: "ada", secret: "s3cret", from: "house@example.net" },
      transcription: { by: "http", url: "https://hears.example/", secret: "t0ken" },
    },
  };
  assert.ok(validate(document).ok);
  const shown = withoutSecrets(document);
  assert.doesNotMatch(JSON.stringify(shown), /s3cret|t0ken/);
  assert.deepEqual(withKeptSecrets(shown, document), document);
});
