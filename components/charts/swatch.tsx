import type { ReactNode } from "react";
import type { Paint } from "./chart-table.ts";
import { Marker } from "./marker.tsx";
import { isLine, lineDash } from "./looks.ts";

/** How a series looks in its chart, in a legend or a tooltip: the text beside it says what it is. */
export function Swatch({ color, look }: Paint): ReactNode {
  return (
    <svg aria-hidden width="20" height="12" className="shrink-0 print:[print-color-adjust:exact]">
      {isLine(look) ? (
        <>
          <line x1="0" x2="20" y1="6" y2="6" stroke={color} strokeWidth="2" strokeDasharray={lineDash(look)} />
          <Marker look={look} color={color} x={10} y={6} />
        </>
      ) : (
        <>
          <rect
            x="4.5"
            y="0.5"
            width="11"
            height="11"
            fill={color}
            fillOpacity={look === "solid" ? 1 : 0.2}
            stroke={color}
          />
          {look === "striped" && <path d="M5 11 L15 1 M5 6 L10 1 M10 11 L15 6" stroke={color} strokeWidth="1.5" />}
        </>
      )}
    </svg>
  );
}
