// Loaded into the web process of a test before its own code (`node --import`): Google's hosts lead to the fake. The product has no
// setting that could do this.
const GOOGLE = /^https:\/\/(oauth2|www)\.googleapis\.com\//;
const { fetch: ask } = globalThis;
const fake = `${process.env.FAKE_GOOGLE}/`;

globalThis.fetch = Object.assign(
  (input: string | URL | Request, init?: RequestInit) =>
    input instanceof Request ? ask(input, init) : ask(String(input).replace(GOOGLE, fake), init),
  ask,
);
