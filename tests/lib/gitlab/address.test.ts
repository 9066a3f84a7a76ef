import { describe, expect, it } from "vitest";
import { segment, apiRoot } from "@/lib/gitlab/address.ts";
import { createClient } from "./wire.ts";

describe("GitLab's address", () => {
  it.each([
    ["https://gitlab.com", "https://gitlab.com/api/v4/"],
    ["https://gitlab.com/", "https://gitlab.com/api/v4/"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v4/"],
    ["http://[::1]:8080", "http://[::1]:8080/api/v4/"],
    ["http://10.0.0.7", "http://10.0.0.7/api/v4/"],
    ["https://example.com/git/lab//", "https://example.com/git/lab/api/v4/"],
  ])("%s has its API at %s", (address, root) => {
    expect(apiRoot(address).href).toBe(root);
  });

  it.each([
    "",
    "gitlab.com",
    "ftp://gitlab.com",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://uma:secret@gitlab.com",
    "https://glpat-secret@gitlab.com",
    "https://gitlab.com/?private_token=secret",
    "https://gitlab.com/#secret",
    "http://169.254.169.254",
    "http://169.254.0.1:8080",
    "http://2852039166",
    "http://0xA9FEA9FE",
    "http://0251.0376.0251.0376",
    "http://[::ffff:169.254.169.254]",
    "http://[fe80::1]",
    "http://[fd00:ec2::254]",
    "http://100.100.100.200",
    "http://metadata.google.internal",
    "http://METADATA.google.internal./",
  ])("%s is refused without being quoted", (address) => {
    const refused = () => createClient({ baseUrl: address });
    expect(refused).toThrow(expect.objectContaining({ code: "bad_environment" }));
    expect(refused).not.toThrow(/secret|169/);
  });
});

describe("a token", () => {
  it.each(["", "glpat secret", "glpat-secret\n", "glpat-sécret"])("%j is refused without being quoted", (token) => {
    const refused = () => createClient({ token });
    expect(refused).toThrow(expect.objectContaining({ code: "bad_environment" }));
    expect(refused).not.toThrow(/cret/);
  });
});

describe("a segment", () => {
  it("holds ids of any size and paths with any sign", () => {
    expect(segment(9_007_199_254_740_993n)).toBe("9007199254740993");
    expect(segment("group/sub.group/..project?x#y")).toBe("group%2Fsub.group%2F..project%3Fx%23y");
  });
});
