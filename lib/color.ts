const HEX = /^#[0-9a-f]{6}$/i;
export const FALLBACK_COLOR = "#5c5c66";

/** A colour as GitLab sends it, or a neutral grey where the text is not exactly `#rrggbb`. */
export function safeColor(text: string): string {
  return HEX.test(text) ? text.toLowerCase() : FALLBACK_COLOR;
}

/** Black or white, whichever reads better on a background `#rrggbb`: the better of the two never has less than 4.58:1. */
export function textColorOn(background: string): "#000000" | "#ffffff" {
  return contrast(background, "#000000") >= contrast(background, "#ffffff") ? "#000000" : "#ffffff";
}

/** The contrast ratio of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** Relative luminance, 0 to 1 (WCAG 2.2, "relative luminance"). */
function luminance(color: string): number {
  const value = Number.parseInt(color.slice(1), 16);
  const [red = 0, green = 0, blue = 0] = [value >> 16, (value >> 8) & 255, value & 255].map(linear);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
