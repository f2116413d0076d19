import assert from "node:assert/strict";
import { test } from "node:test";
import { Agreement, type Side } from "#exchange/trunks/agreement.ts";
import { type Body, sdpBody } from "#sip/session/session.ts";

const of = (text: string): Body => sdpBody(new TextEncoder().encode(text));

/** What the two sessions are told to do, in order. */
function told(story: (agreement: Agreement) => void): readonly string[] {
  const said: string[] = [];
  const agreement = new Agreement((side: Side) => ({
    perform(command) {
      const status = "status" in command ? ` ${command.status}` : "";
      const body = "body" in command ? ` ${new TextDecoder().decode(command.body?.content)}` : "";
      said.push(`${side} ${command.do}${status}${body}`);
    },
  }));
  story(agreement);
  return said;
}

/** Both have described themselves, and the call is answered. */
const talking = (story: (agreement: Agreement) => void) => (agreement: Agreement) => {
  agreement.heard("near", of("n1"));
  agreement.accepted(of("f1"));
  story(agreement);
};

type Story = (agreement: Agreement) => void;
const stories: readonly (readonly [what: string, story: Story, wanted: readonly string[]])[] = [
  [
    "an offer is answered by the other side",
    talking((agreement) => {
      agreement.offered("near", of("n2"));
      agreement.answered("far", of("f2"));
    }),
    ["far offer n2", "near answer f2"],
  ],
  [
    "an offer that is refused is refused",
    talking((agreement) => {
      agreement.offered("far", of("f2"));
      agreement.refused("near", 415);
    }),
    ["near offer f2", "far refuseOffer 415"],
  ],
  [
    "of two offers that cross the second is told 491, and the first goes on",
    talking((agreement) => {
      agreement.offered("near", of("n2"));
      agreement.offered("far", of("f2"));
      agreement.answered("far", of("f3"));
    }),
    ["far offer n2", "far refuseOffer 491", "near answer f3"],
  ],
  [
    "who asks for an offer has the other's, and the answer is offered to the other",
    talking((agreement) => {
      agreement.offered("near", undefined);
      agreement.answered("near", of("n2"));
      agreement.answered("far", of("f2"));
    }),
    ["near answer f1", "far offer n2"],
  ],
  [
    "an offer that crosses an answer which is still to come is told 491",
    talking((agreement) => {
      agreement.offered("near", undefined);
      agreement.offered("far", of("f2"));
      agreement.answered("near", of("n2"));
      agreement.answered("far", of("f3"));
      agreement.offered("far", of("f4"));
      agreement.answered("near", of("n3"));
    }),
    [
      ...["near answer f1", "far refuseOffer 491", "far offer n2"],
      ...["near offer f4", "far answer n3"],
    ],
  ],
  [
    "an answer that never comes is waited for no longer than its ACK",
    talking((agreement) => {
      agreement.offered("near", undefined);
      agreement.answered("near", undefined);
      agreement.offered("far", of("f2"));
      agreement.answered("near", of("n2"));
    }),
    ["near answer f1", "near offer f2", "far answer n2"],
  ],
  [
    "what a refresh says anew is no answer",
    talking((agreement) => {
      agreement.offered("near", of("n2"));
      agreement.answered("near", of("n3"));
      agreement.answered("far", of("f2"));
    }),
    ["far offer n2", "near answer f2"],
  ],
  [
    "an offer before the answer, to who has said nothing yet, goes early",
    (agreement) => {
      agreement.offered("far", of("f1"));
      agreement.answered("near", of("n1"));
    },
    ["near progress 183 f1", "far answer n1"],
  ],
  [
    "who answers as the one that was heard early is known already",
    (agreement) => {
      agreement.heard("near", of("n1"));
      agreement.heardEarly(of("f1"));
      agreement.accepted(of("f1"));
    },
    [],
  ],
  [
    "who answers is another than was heard early: the near side is told where",
    (agreement) => {
      agreement.heard("near", of("n1"));
      agreement.heardEarly(of("f1"));
      agreement.heardEarly(of("g1"));
      agreement.accepted(of("g1"));
      agreement.answered("near", of("n2"));
    },
    ["near offer g1"],
  ],
  [
    "a trunk that is gone answers no offer",
    (agreement) => {
      agreement.heard("near", of("n1"));
      agreement.heardEarly(of("f1"));
      agreement.offered("near", of("n2"));
      agreement.farGone();
      agreement.offered("near", of("n3"));
    },
    ["far offer n2", "near refuseOffer 488", "far offer n3"],
  ],
];
for (const [what, story, wanted] of stories)
  test(what, () => {
    assert.deepEqual(told(story), wanted);
  });
