/** The text without the secret, in whatever case it stands there: host names come in lower case. */
export function redacted(text: string, secret: string): string {
  const literal = secret.replace(/\W/g, String.raw`\$&`);
  return text.replace(new RegExp(literal, "gi"), "[redacted]");
}
