import { act, render, screen } from "@testing-library/react";
import { renderToString } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { RelativeTime } from "@/components/ui/relative-time.tsx";

afterEach(() => vi.useRealTimers());

test("it grows older by itself, with the exact time on hover in the reader's own zone", () => {
  vi.useFakeTimers({ now: new Date("2026-11-22T10:02:30Z") });
  render(<RelativeTime value="2026-11-22T10:00:00.000Z" />);
  expect(screen.getByText("2 min ago")).toHaveAttribute("title", "22 Nov 2026, 15:45:00 GMT+5:45");
  act(() => {
    vi.advanceTimersByTime(45_000);
  });
  expect(screen.getByText("3 min ago")).toHaveAttribute("dateTime", "2026-11-22T10:00:00.000Z");
});

test("the server, which does not know that zone, writes UTC", () => {
  const html = renderToString(<RelativeTime value="2026-11-22T10:00:00.000Z" />);
  expect(html).toContain("22 Nov 2026, 10:00:00 UTC");
});

test("its clock stops with the last one that shows it", () => {
  vi.useFakeTimers();
  const first = render(<RelativeTime value="2026-11-22T10:00:00.000Z" />);
  const second = render(<RelativeTime value="2026-11-22T10:00:00.000Z" />);
  expect(vi.getTimerCount()).toBe(1);
  first.unmount();
  expect(vi.getTimerCount()).toBe(1);
  second.unmount();
  expect(vi.getTimerCount()).toBe(0);
});
