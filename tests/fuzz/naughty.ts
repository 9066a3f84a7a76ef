/** Text that has broken other products: each as it would be typed, sent or injected. */
export const TEXTS = [
  ...["", " ", "null", "undefined", "NaN", "true", "none", "!none", "!", ",", ",,,", "!a,!a", "a,none,!none"],
  ...["me", "!me"],
  ...["' or 1=1 --", "'; drop table issues; --", "1; select pg_sleep(10)", "') union select null--", "%", "_"],
  ...["%_\\%", "\\"],
  ...["$1", "$$", ":a", "?", "@@", "a & b | !c", "a <-> b", "'a':*", '"unclosed', "a:*b:", "((((", "!!!!", "<->"],
  ...["\\'", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}"],
  ...["<%= 7*7 %>", "#{7*7}"],
  ...["../../etc/passwd", "..%2f..%2f", "%2e%2e", "//evil.example", "/\\evil.example", ";a=b", "a/b", "a\\b"],
  ...[".", "..", "#12"],
  ...["group/project#12", "https://gitlab.test/acme/shop/-/issues/1", "https://[::1", "#99999999999999999999"],
  ...["#-1", "#0", "=1+1", "@SUM(A1)", "+1", "-1", "\tx", "\r\nx: y", "x\r\nset-cookie: a=b", "\u0008", "\u001b[31m"],
  ...["\u007f", "\u0085"],
  ...["\u202Eabc", "\u200B", "\u200D", "\uFEFF", "\u2028", "\u0130", "ß", "ﬃ", "İstanbul", "e\u0301", "٣", "１２"],
  ...["日本語", "👩‍👩‍👧‍👦", "𝕏"],
  ...["Z\u0335\u0321\u0322\u0323\u0324\u0325", "\uFFFF", "\uFFFE", "\u{10FFFF}", "\u{1F1E6}", "а", "Ω", "ǅ", "ŉ", "ﬀ"],
  ...["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "[object Object]", "[]", "{}"],
  ...['{"$ne":null}'],
];

/** Of these nothing may ever be kept or asked for: bytes of a URL that are no text, or text that Postgres cannot store. */
export const UNSTORABLE_ENCODED = ["%00", "a%00b", "%ff", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%e2%82", "%80"];
export const UNSTORABLE_TEXTS = ["\0", "a\0b", "\uD800", "\uDFFF", "a\uDBFFb", "\uDC00\uD800"];

/** What takes a careless pattern for ever. */
export const SLOW_TEXTS = [
  ...[`${"a".repeat(199)}!`, `${"1".repeat(198)}x`, `${"a,".repeat(1_999)}!`, "!".repeat(3_999), "0".repeat(4_000)],
  ...["(".repeat(200), "*a_".repeat(60), "#1 ".repeat(60), `${"a/".repeat(100)}#1`, "é".repeat(200)],
  ...["x y ".repeat(50), "\u0301".repeat(200), "日".repeat(200), "-".repeat(200), "2026-01-".repeat(25)],
];

export const NUMBERS = [
  ...["0", "-0", "-1", "1", "1.5", "1.0", "1e3", "1e400", "-1e400", "1e-400", "0x10", "0b1", "010", " 1", "1 "],
  ...["+1", "1_000"],
  ...["2147483647", "2147483648", "-2147483649", "999999999", "1000000000", "4294967296", "9007199254740993"],
  ...["9223372036854775807", "9223372036854775808", "99999999999999999999999999", "NaN", "Infinity", "-Infinity"],
  ...["١", "1,5"],
];

export const DAYS = [
  ...["2026-02-30", "2026-02-29", "2024-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-01-32"],
  ...["2026-1-1", "20260101"],
  ...["0000-01-01", "0001-01-01", "1899-12-31", "1900-01-01", "9998-12-31", "9999-12-31", "10000-01-01"],
  ...["+002026-01-01", "-2026-01-01", "2026-01-01T00:00:00Z", "2026-01-01T25:00:00Z", "2026-01-01T23:59:60Z"],
  ...["2026-01-01T00:00:00+25:00"],
  ...["2026-01-01T00:00:00+14:00", "2026-01-01T00:00", "2026-01-01 00:00:00", "01/02/2026", "2026-W01-1", "2026-001"],
  ...["yesterday", "today", "now", "infinity", "-infinity", "epoch", "2026-01-01\n", "２０２６-01-01", "2026‑01‑01"],
];

export const IDS = [
  ...["0", "1", "-1", "nonsense", "undefined", "[id]", "{id}", "*", "00000000-0000-0000-0000-000000000000"],
  ...["ffffffff-ffff-ffff-ffff-ffffffffffff", "0b0b0b0b-0000-4000-8000-000000000000"],
  ...["0b0b0b0b-0000-4000-8000-00000000000"],
  ...["0b0b0b0b000040008000000000000000", "{0b0b0b0b-0000-4000-8000-000000000000}"],
  ...["0b0b0b0b-0000-4000-8000-000000000000 "],
  ...["0b0b0b0b-0000-4000-8000-000000000000.csv", "0B0B0B0B-0000-4000-8000-000000000000"],
  ...["0b0b0b0b-0000-9000-8000-000000000000"],
  ...["9223372036854775808", "99999999999999999999999", "1e3", "0x10", "1.5", "١"],
];

/** `__proto__` for bodies alone: Next drops a parameter of that name before any route sees it. */
export const UNKNOWN_KEY = "__proto__";
export const UNKNOWN_NAMES = [
  ...["constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "__defineGetter__", ""],
  ...[" ", "0"],
  ...["nonsense", "Page", "PAGE", "page ", " page", "page[]", "page[0]", "page.x", "status[$ne]", "pageSize"],
  ...["_", "$where", "\u200Bq"],
  ...["then", "length", "callback", "jsonp", "debug", "admin", "role", "reader", "id ", "sql", "\u202Eq"],
];

/** What stands where JSON should: none of it is. */
export const BROKEN_JSON = [
  ...["", " ", "{", "}", "[", '{"', '{"a"', '{"a":', '{"a":1', '{"a":1,}', "{a:1}", "{'a':1}", '{"a":1}{"b":2}'],
  ...['{"a":1}x'],
  ...["undefined", "NaN", "Infinity", "01", ".5", "+1", '"\\x"', '"\\u12"', '"unclosed', '"a\nb"', "/* */{}"],
  ...["<a/>", "a=1&b=2", "[".repeat(50_000), '{"a":'.repeat(20_000), "nul", "tru", "\u00A0{}", "﻿﻿{}"],
];

/** JSON, but of no form that a route takes: as it stands on the wire. */
export const WRONG_JSON = [
  ...["null", "true", "false", "0", "-1", "1.5", "1e400", '""', '"text"', "[]", "[[]]", "[null]", "{}"],
  ...['{"":""}', "[{}]", '{"__proto__":{"role":"admin"}}', '{"constructor":{"prototype":{"x":1}}}', '{"toString":1}'],
  ...['{"$ne":null}', '{"length":-1}'],
  ...[`${"[".repeat(5_000)}${"]".repeat(5_000)}`, `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
  ...[`[${"1,".repeat(20_000)}1]`],
];

export const WRONG_TYPES = [
  ...["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml"],
  ...["text/json"],
  ...["application/jsonx", "application/json-patch+json", "application/problem+json", "*/*", "json", ";"],
  ...["application"],
  "text/plain; application/json",
];

/** Headers that lie, each beside an otherwise good request: nothing of them may break or change what is answered. */
export const ODD_HEADERS: Record<string, string>[] = [
  ...[{ accept: "image/png" }, { accept: "" }, { "accept-language": "x".repeat(2_000) }, { range: "bytes=0-1" }],
  ...[{ "x-request-id": "<script>alert(1)</script>" }, { "x-request-id": "a".repeat(5_000) }],
  ...[{ "x-forwarded-host": "evil.example" }, { "x-forwarded-for": "' or 1=1" }, { "x-forwarded-proto": "gopher" }],
  ...[{ forwarded: "for=evil;host=evil.example" }],
  ...[{ "x-http-method-override": "DELETE" }, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }],
  ...[{ "if-match": "*" }, { "if-match": '"x"' }, { "if-match": 'W/"1", "2"' }, { "if-none-match": "*" }],
  ...[{ "if-modified-since": "x" }],
  ...[{ "x-backtrak-path": "//evil.example" }, { "x-nonce": "evil" }, { "user-agent": "" }, { te: "trailers" }],
  ...[{ "next-action": "x" }, { "next-router-state-tree": "%5B" }],
  ...[{ "x-matched-path": "/api/health" }, { priority: "u=9" }],
];

export const FOREIGN_ORIGINS: Record<string, string>[] = [
  ...[{ origin: "https://evil.example" }, { origin: "null" }, { origin: "http://localhost.evil.example:3000" }],
  ...[{ origin: "https://localhost" }, { "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }],
  ...[{ origin: "" }],
];

export const FORGED_COOKIES = [
  ...["backtrak.session_token=forged.signature", "backtrak.session_token=", "backtrak.session_token=%00", "=", ";;;"],
  ...["backtrak.session_token=%E0%A4%A", "__Secure-backtrak.session_token=x.y", `a=${"b".repeat(3_000)}`, "role=admin"],
  ...["backtrak.session_token=' or 1=1.x", "backtrak.session_data=eyJyb2xlIjoiYWRtaW4ifQ"],
];
