import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

afterEach(cleanup);
afterEach(() => sessionStorage.clear());

configure({
  // Parts that are loaded when first needed take their time on a busy machine.
  asyncUtilTimeout: 10_000,
  // What is waited for is missed many times before it comes. To print the whole tree each time would take longer than the wait.
  getElementError: (message) => {
    const error = new Error([message, `The page says: ${document.body.textContent}`].join("\n\n"));
    error.name = "TestingLibraryElementError";
    return error;
  },
});

// What jsdom lacks and our components' libraries ask for.
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
window.ResizeObserver ??= NoResizeObserver;
window.matchMedia ??= (media: string) =>
  Object.assign(new EventTarget(), {
    media,
    matches: false,
    onchange: null,
    addListener: vi.fn(),
    removeListener: vi.fn(),
  });
Element.prototype.scrollIntoView ??= () => {};
Element.prototype.hasPointerCapture ??= () => false;
Element.prototype.setPointerCapture ??= () => {};
Element.prototype.releasePointerCapture ??= () => {};
Element.prototype.getAnimations ??= () => [];
