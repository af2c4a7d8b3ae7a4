import { describe, expect, it } from "vitest";
import { callMethod, OPI_VK } from "../src/index.ts";
import { addressesOf, oint } from "./support/command.ts";
import { auth, useSandbox } from "./support/sandbox.ts";

const vk = useSandbox();
const owner_id = -218_861_756;
const group_id = 218_861_756;

/** Runs a command on the sandbox. */
function run(...words: readonly string[]) {
  const env = { ...addressesOf(vk.sandbox), OINT_VK_AUTH: JSON.stringify(auth) };
  return oint(["vk", ...words], { env });
}

async function createPoll(is_anonymous: 0 | 1) {
  const params = {
    owner_id,
    question: "Tea?",
    add_answers: '["Yes","No"]',
    is_multiple: 1,
    is_anonymous,
  } as const;
  const { response } = await vk.call(() => callMethod("polls.create", params, auth));
  return response as { id: number; answers: Array<{ id: number }> }; // VK's poll
}

describe("getVoters", () => {
  it("reads more voters than a page has, option by option, and each once", async () => {
    const { id: poll_id, answers } = await createPoll(0);
    const [yes = 0, no = 0] = answers.map(({ id }) => id);
    for (let i = 1; i <= 1100; i++) {
      const from_id = vk.sandbox.addUser({ first_name: "Voter" });
      vk.sandbox.act("poll_vote_new", { poll_id, answer_ids: i <= 1050 ? [yes] : [yes, no], from_id });
    }
    const voters = await vk.call(() => OPI_VK.getVoters(poll_id, "", "", "", auth));
    const answersOf = voters.map(({ answer }) => answer);
    expect(answersOf).toEqual([...Array(1100).fill("Yes"), ...Array(50).fill("No")]);
    expect(new Set(voters.map(({ id, answer_id }) => `${id} ${answer_id}`)).size).toBe(1150);
    expect(await vk.call(() => OPI_VK.getVoters(poll_id, "", "", 3, auth))).toHaveLength(3);
  });

  it("says that an anonymous poll shows nobody, and asks no further", async () => {
    const { id } = await createPoll(1);
    const before = vk.sandbox.calls.length;
    const { code, stdout, stderr } = await run("getVoters", "--poll", String(id));
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("--poll: the poll is anonymous, so VK shows nobody who voted in it");
    expect(vk.sandbox.calls.slice(before).map(({ method }) => method)).toEqual(["polls.getById"]);
  });

  it("hints at what to do where VK wants a vote first", async () => {
    const { id } = await createPoll(0);
    vk.sandbox.act("poll_vote_new", {
      poll_id: id,
      answer_ids: [(await vk.call(() => OPI_VK.getPoll(id, "", auth))).answers?.[0]?.id ?? 0],
      from_id: 100002,
    });
    vk.sandbox.fail({ on: "polls.getVoters", fault: { error: 253 } });
    const failed = vk.call(async () => OPI_VK.getVoters(id, "", "", "", auth));
    await expect(failed).rejects.toMatchObject({
      errorCode: 253,
      hint: expect.stringContaining("Vote with the token's user"),
    });
  });

  it("shows its plan in a dry run", async () => {
    const { stdout } = await run("getVoters", "--poll", "1", "--test");
    const plan = JSON.parse(stdout).map(({ request }: { request: string }) => request);
    expect(plan).toEqual(["polls.getById", "polls.getVoters"]);
  });
});

/** A form with a question that may stay unanswered and one with several answers. */
async function createForm(): Promise<number> {
  const questions = [
    { type: "email" },
    { key: "days", type: "checkbox", label: "When?", options: [{ label: "Mo" }, { label: "Tu" }] },
    { key: "note", type: "textarea", label: "Anything else?" },
  ];
  const params = {
    group_id,
    name: "Callback",
    title: "We will call",
    description: "You",
    questions: JSON.stringify(questions),
    policy_link_url: "https://example.com",
  };
  const { response } = await vk.call(() => callMethod("leadForms.create", params, auth));
  return Number(response.form_id);
}

describe("getLeads", () => {
  it("reads all pages, each lead once, with the same fields", async () => {
    const form_id = await createForm();
    const fill = (i: number) =>
      vk.sandbox.act("lead_forms_new", {
        form_id,
        from_id: 100002,
        answers: [
          { key: "email", answer: `${i}@example.com` },
          ...(i % 2 ? [{ key: "days", answer: ["Mo", "Tu"] }] : []),
        ],
      });
    for (let i = 1; i <= 1010; i++) fill(i);
    vk.sandbox.fail({ on: "leadForms.getLeads", after: 1, fault: { error: 10 } });
    const leads = await vk.call(async () => OPI_VK.getLeads(form_id, "", "", auth));
    expect(new Set(leads.map(({ answers }) => answers.email)).size).toBe(1010);
    expect(leads[0]?.answers).toEqual({ email: "1010@example.com", days: "", note: "" });
    expect(leads[1]?.answers).toEqual({ email: "1009@example.com", days: ["Mo", "Tu"], note: "" });

    const before = vk.sandbox.calls.length;
    expect(await vk.call(async () => OPI_VK.getLeads(form_id, "", 2, auth))).toEqual(leads.slice(0, 2));
    expect(vk.sandbox.calls.slice(before).map(({ params }) => params.limit)).toEqual([undefined, "2"]);
    expect(await vk.call(async () => OPI_VK.getLeads(form_id, "2099-01-01", "", auth))).toEqual([]);
    expect(await vk.call(async () => OPI_VK.getLeads(form_id, "2020-01-01", 3, auth))).toHaveLength(3);

    const { stdout } = await run("getLeads", "--form", String(form_id), "--limit", "2", "--format", "csv");
    const [head, first, second] = stdout.split("\r\n");
    expect(head).toBe("lead_id,user_id,date,ad_id,answers.email,answers.days,answers.note");
    expect(first).toMatch(/^1010,100002,\d+,0,1010@example\.com,,$/);
    expect(second).toMatch(/,1009@example\.com,"Mo,Tu",$/);
  });
});
