import { describe, expect, test } from "vitest";
import { allowedDomains, firstRole, isAllowedEmail, refuseIdentity } from "@/lib/auth/identity.ts";

const DOMAINS = ["company.com", "company.example"];
const ADA = { email: "ada@company.com", emailVerified: true, hostedDomain: "company.com" };

describe("an e-mail address", () => {
  test.each(["ada@company.com", "Ada@COMPANY.com", "ada+x@company.example", "a.b-c_d@company.com"])(
    "%s counts",
    (email) => {
      expect(isAllowedEmail(email, DOMAINS)).toBe(true);
    },
  );

  test.each([
    "ada@evilcompany.com",
    "ada@company.com.evil.com",
    "ada@mail.company.com",
    "ada@company.co",
    "ada@company.com.",
    "ada@company.com ",
    " ada@company.com",
    "ada@company.com\n",
    "ada@evil.com@company.com",
    "ada@company.com@evil.com",
    '"ada@evil.com"@company.com',
    "@company.com",
    "company.com",
    "ada@",
    "",
    "ada@gmail.com",
    "ada@compan\u0443.com",
    "bac\u212Atrak@company.com",
    "ada@company\u3002com",
  ])("%j does not", (email) => {
    expect(isAllowedEmail(email, DOMAINS)).toBe(false);
  });

  test("does not count where no domain is allowed", () => {
    expect(isAllowedEmail("ada@company.com", [])).toBe(false);
  });
});

describe("an identity", () => {
  test("comes in when the address is verified and it and the account belong to an allowed domain", () => {
    expect(refuseIdentity(ADA, DOMAINS)).toBeNull();
    expect(refuseIdentity({ ...ADA, hostedDomain: "COMPANY.example" }, DOMAINS)).toBeNull();
  });

  test.each([
    ["email_not_verified", { emailVerified: false }],
    ["domain_not_allowed", { email: "ada@evil.com" }],
    ["hosted_domain_not_allowed", { hostedDomain: null }],
    ["hosted_domain_not_allowed", { hostedDomain: "" }],
    ["hosted_domain_not_allowed", { hostedDomain: "evil.com" }],
    ["hosted_domain_not_allowed", { hostedDomain: "*" }],
  ] as const)("is refused as %s with %j", (refusal, changed) => {
    expect(refuseIdentity({ ...ADA, ...changed }, DOMAINS)).toBe(refusal);
  });
});

test("the demo's people count in a demo only", () => {
  const settings = { ALLOWED_EMAIL_DOMAINS: ["company.com"] };
  expect(allowedDomains({ ...settings, BACKTRAK_DEMO: true })).toEqual(["company.com", "demo.invalid"]);
  expect(allowedDomains({ ...settings, BACKTRAK_DEMO: false })).toEqual(["company.com"]);
});

test("the first role is admin for those that the setting names, and viewer for everyone else", () => {
  expect(firstRole("Boss@Company.com", ["boss@company.com"])).toBe("admin");
  expect(firstRole("boss@company.example", ["boss@company.com"])).toBe("viewer");
  expect(firstRole("ada@company.com", [])).toBe("viewer");
});
